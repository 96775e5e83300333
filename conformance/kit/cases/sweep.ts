import { breadthFirst, byMoves } from '../../../machines/model/breadth-first.ts'
import type { Input, ModelSource, Setting } from '../../../machines/model/model.ts'
import { ModelSimulator } from '../../../machines/model/walk.ts'
import type { Budget } from '../../../reports/event.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Operand } from '../../../spec/operand.ts'
import { valueAt } from '../../../spec/operand-value.ts'
import type { NamedCase } from '../check.ts'
import { changes, fits, Renaming } from './horizon-changes.ts'
import { horizonsIn, reaches } from './horizons.ts'

/** What a sweep goes through. */
export interface Swept {
  readonly source: ModelSource
  readonly setting: Setting
  readonly catalogue: Pick<Catalogue, 'operands'>
  /** Operations by name, or by what precedes a dot. */
  readonly operations: readonly string[]
  readonly budget: Budget
}

/** So many situations of a model are looked at for the shortest walks to an operation. */
const situations = 40

/**
 * For each parameter with a dimension the shortest walk of the model in which its operation succeeds, or is refused where it
 * never does, with every value of the dimension's table in its place, consistently through the case. A name comes with the one
 * that it is confused with: the walk for the one, then for the other. An operation that is worth repeating is repeated. Cases
 * that mean nothing to the model are left out.
 */
export function* sweep(swept: Swept): Generator<NamedCase> {
  const { catalogue, operations, source, setting } = swept
  const operands = catalogue.operands.filter(({ op }) =>
    operations.some((name) => op === name || op.startsWith(`${name}.`)),
  )
  const walks = shortestWalks(swept, operands)
  const fitting = new CaseFitter(source, setting)
  for (const { name, tier, operand, inputs } of candidates(operands, walks, new Renaming(catalogue.operands))) {
    const fitted = reaches(swept.budget, tier) ? fitting.fitted(inputs(), operand) : undefined
    if (fitted !== undefined) yield { name, configuration: fitting.configuration, inputs: fitted }
  }
}

interface SweepCase {
  readonly name: string
  readonly operand: Operand
  readonly tier: Budget
  readonly inputs: () => readonly Input[]
}

/** Candidates that need the same model come one after another. */
function* candidates(
  operands: readonly Operand[],
  walks: ReadonlyMap<Operand, readonly Input[]>,
  renaming: Renaming,
): Generator<SweepCase> {
  const reached = operands.flatMap((operand) => {
    const walk = walks.get(operand)
    return walk === undefined ? [] : [{ operand, walk, title: [operand.op, operand.path].join(' ').trim() }]
  })
  for (const { slug, tier, value } of horizonsIn('name'))
    for (const { operand, walk, title } of reached)
      if (operand.dimension === 'name' && fits(operand, value))
        yield {
          name: `${title} ${slug}`,
          operand,
          tier,
          inputs: () => renaming.both([walk, walk], ({ length }) => length - 1, operand, value),
        }
  for (const { operand, walk, title } of reached)
    for (const { slug, tier, change } of changes(operand, renaming))
      yield { name: `${title} ${slug}`, operand, tier, inputs: () => change(walk, walk.length - 1) }
}

/** Of what the model would do next, the input that is most like the given one, with the same value at the path. */
function nearest({ model, known }: ModelSimulator, { op, params }: Input, path: string): Input | undefined {
  const wanted = JSON.stringify(valueAt(params, path))
  const equal = (other: JsonObject): number =>
    Object.entries(params).filter(([name, value]) => JSON.stringify(other[name]) === JSON.stringify(value)).length
  return model.moves
    .flatMap((move) => (move.weight() > 0 ? move.variants(known) : []))
    .filter((variant) => variant.op === op && JSON.stringify(valueAt(variant.params, path)) === wanted)
    .reduce<Input | undefined>(
      (best, variant) => (best === undefined || equal(variant.params) > equal(best.params) ? variant : best),
      undefined,
    )
}

/** By operand the shortest walk that ends with it, one that succeeds where there is one. */
function shortestWalks(
  { source, setting }: Swept,
  operands: readonly Operand[],
): ReadonlyMap<Operand, readonly Input[]> {
  const walks = new Map<Operand, { readonly granted: boolean; readonly inputs: readonly Input[] }>()
  for (const { path, input, expected } of breadthFirst(source.build(setting), situations, byMoves)) {
    const granted = expected.ok !== undefined
    for (const operand of operands) {
      if (operand.op !== input.op || (operand.path !== '' && valueAt(input.params, operand.path) === undefined))
        continue
      const known = walks.get(operand)
      if (known === undefined || (granted && !known.granted)) walks.set(operand, { granted, inputs: [...path, input] })
    }
  }
  return new Map([...walks].map(([operand, { inputs }]) => [operand, inputs]))
}

/** Makes cases fit the models that they are judged by. */
class CaseFitter {
  readonly #usual: ModelSimulator
  #last: { readonly scope: string; readonly simulator: ModelSimulator } | undefined

  constructor(
    readonly source: ModelSource,
    readonly setting: Setting,
  ) {
    this.#usual = new ModelSimulator(source.build(setting))
  }

  get configuration(): JsonObject {
    return this.#usual.model.configuration
  }

  /**
   * The case as the model follows it, or undefined where it means nothing to it. An input of an earlier operation that cannot
   * come twice, such as one with an id of its own, becomes the model's own next one with the same value of the operand.
   */
  fitted(inputs: readonly Input[], { path }: Operand): readonly Input[] | undefined {
    const simulator = this.#simulator(inputs)
    simulator.restart()
    const fitted: Input[] = []
    for (const input of inputs) {
      const next = simulator.model.accepts(input) ? input : nearest(simulator, input, path)
      if (next === undefined) return undefined
      simulator.perform(next)
      fitted.push(next)
    }
    return fitted
  }

  #simulator(inputs: readonly Input[]): ModelSimulator {
    const scope = this.source.scope?.({ inputs }) ?? ''
    if (scope === '') return this.#usual
    if (this.#last?.scope !== scope)
      this.#last = { scope, simulator: new ModelSimulator(this.source.build(this.setting, { inputs })) }
    return this.#last.simulator
  }
}
