import { isDeepStrictEqual } from 'node:util'
import type { Transition } from '../../../machines/chart/chart.ts'
import { confirmStep } from '../../../machines/chart/confirm.ts'
import type { Input, Model, Scope } from '../../../machines/model/model.ts'
import { mint } from '../../../machines/model/symbol.ts'
import type { RoleStep } from '../../../machines/model/world.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { Violation } from './case-result.ts'
import type { Exchange } from './monitor.ts'

/**
 * The judge of last resort, asked before a divergence from a model is told: every step of every role, on every way from the
 * states that the answers allowed, is taken again by XState's interpreter. Throws `CUT-KIT-CHART` (exit code 4) where the
 * compiled chart and XState disagree: then the kit is wrong, and nothing is said of the implementation.
 */
export function confirmDivergence(
  model: Model,
  states: readonly (readonly number[])[],
  input: Input,
  scope: Scope,
  step: number,
): void {
  const { world } = model
  world.witness = confirm
  try {
    for (const state of states) {
      for (let choices: readonly number[] | undefined = []; choices !== undefined; choices = world.nextChoices()) {
        let minted = 0
        world.load(state)
        world.begin(choices, () => mint(step, minted++))
        model.perform(input, scope)
      }
    }
  } finally {
    world.witness = undefined
  }
}

/**
 * The two oracles must agree: a monitor that finds a requirement broken where the model allows every answer until then, and allows
 * none but this one here, by transitions that speak of the same requirement in the same facet, is wrong, or the chart is. Throws `CUT-KIT-ORACLES`
 * (exit code 4).
 */
export function agreement(violations: readonly Violation[], exchange: Exchange, fired: readonly Transition[]): void {
  for (const { requirement, facet, judge, allowed, got, exchange: at } of violations) {
    const sides = fired.filter(({ requirements }) => requirements[facet]?.includes(requirement) === true)
    if (at !== exchange || sides.length === 0) continue
    throw new CutoverError(
      'CUT-KIT-ORACLES',
      `a defect of the kit, please report it: ${judge} finds ${requirement} broken in its ${facet} (allowed ${allowed}, got ${got} from ${exchange.op}), and ${sides.map(({ id }) => id).join(', ')} allows the same. Nothing is said of the implementation; see docs/rooms.md`,
      4,
    )
  }
}

function confirm({ role, chart, event, payload, before, after }: RoleStep): void {
  const xstate = confirmStep(chart, before.leaf, before.context, event, payload)
  if (
    after !== undefined &&
    xstate.leaf === after.leaf &&
    isDeepStrictEqual({ ...xstate.context }, after.context) &&
    isDeepStrictEqual(xstate.outputs, after.outputs)
  )
    return
  throw new CutoverError(
    'CUT-KIT-CHART',
    `a defect of the kit, please report it: ${role} (${chart.id}) in ${before.leaf} takes "${event}" to ${text(after)} as the kit compiled its chart and to ${text(xstate)} as XState reads it, with ${JSON.stringify(before.context)} and ${JSON.stringify(payload)}. Nothing is said of the implementation; see docs/rooms.md`,
    4,
  )
}

function text(reading: RoleStep['after']): string {
  return reading === undefined ? 'nothing' : JSON.stringify(reading)
}
