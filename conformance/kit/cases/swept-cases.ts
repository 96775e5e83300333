import type { Input } from '../../../machines/model/model.ts'
import type { Budget } from '../../../reports/event.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { Operand } from '../../../spec/operand.ts'
import { valueAt } from '../../../spec/operand-value.ts'
import type { NamedCase, SweptCase } from '../check.ts'
import { changes, fits, Renaming } from './horizon-changes.ts'
import { horizonsIn, reaches } from './horizons.ts'

/**
 * The tier of a pair of names: there are many pairs, and many parameters that are a name. Where one matters most, in a walk or a
 * scene, it is swept sooner.
 */
const later: Readonly<Record<Budget, Budget>> = { quick: 'default', default: 'thorough', thorough: 'thorough' }

/** The configuration is what the first call is given. */
const stepsOf = ({ configuration, inputs }: NamedCase): readonly Input[] => [
  { op: 'reset', params: configuration },
  ...inputs,
]

/**
 * Cases written by hand, with every value of the horizons in the place of each parameter of the operation that they are swept for.
 * `round` 2 has the same cases with other ids: a name comes with the one that it is confused with, in one case.
 */
export function* sweptCases(
  cases: (round: 1 | 2) => readonly SweptCase[],
  { operands }: Pick<Catalogue, 'operands'>,
  budget: Budget,
): Generator<NamedCase> {
  const renaming = new Renaming(operands)
  const again = cases(2)
  for (const [at, { of, except = [], ...own }] of cases(1).entries()) {
    const steps = stepsOf(own)
    const placeIn = (walk: readonly Input[]): number => walk.findIndex(({ op }) => op === of)
    const place = placeIn(steps)
    const made = (operand: Operand, slug: string, [reset, ...inputs]: readonly Input[]): NamedCase => ({
      ...own,
      name: [own.name, operand.path, slug].filter((part) => part !== '').join(' '),
      configuration: reset?.params ?? {},
      inputs,
    })
    for (const operand of operands) {
      if (operand.op !== of || except.includes(operand.path) || !holds(steps[place], operand)) continue
      for (const { slug, tier, change } of changes(operand, renaming))
        if (reaches(budget, tier)) yield made(operand, slug, change(steps, place))
      if (operand.dimension !== 'name') continue
      const walks = [own.inputs, again[at]?.inputs ?? []] as const
      for (const { slug, tier, value } of horizonsIn('name'))
        if (fits(operand, value) && reaches(budget, later[tier]))
          yield made(operand, slug, [...steps.slice(0, 1), ...renaming.both(walks, placeIn, operand, value)])
    }
  }
}

function holds(step: Input | undefined, { path }: Operand): boolean {
  return step !== undefined && (path === '' || valueAt(step.params, path) !== undefined)
}
