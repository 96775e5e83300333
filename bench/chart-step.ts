import { initialTransition, transition } from 'xstate'
import { Reducer } from '../machines/chart/reducer.ts'
import { toXState, XStateStepper } from '../machines/chart/xstate.ts'
import type { PartitionPayload } from '../machines/osproxy/charts/partition.ts'
import { partition } from '../machines/osproxy/charts/partition.ts'
import { type Benchmark, interleaved, perSecond, times } from './measure.ts'

const idle: PartitionPayload = { placement: 1, fresh: 1, stamp: 0, expect: 0 }

/** Two whole moves of a partition, one turned back, with the lookups, stamps and refusals around them; it ends where it began. */
const round: readonly (readonly [type: string, payload: PartitionPayload])[] = [
  ['set', { ...idle, placement: 1, fresh: 1 }],
  ['resolve', idle],
  ['admit', { ...idle, stamp: 1 }],
  ['begin', { ...idle, placement: 2, fresh: 2 }],
  ['look', idle],
  ['admit', { ...idle, stamp: 1 }],
  ['admit', { ...idle, stamp: 2 }],
  ['complete', { ...idle, fresh: 3 }],
  ['enter', { ...idle, fresh: 3 }],
  ['resolve', idle],
  ['admit', { ...idle, stamp: 3 }],
  ['complete', { ...idle, fresh: 4 }],
  ['look', idle],
  ['begin', { ...idle, placement: 3, fresh: 5, expect: 2 }],
  ['begin', { ...idle, placement: 3, fresh: 5, expect: 4 }],
  ['abort', { ...idle, fresh: 6 }],
]

/** One event on one chart: the compiled reducer, XState's pure `transition()`, and XState with one scope for all steps. */
export const chartStep: Benchmark = {
  id: 'chart-step',
  explain:
    'One event on the partition chart of osproxy, in moves from placement to placement with lookups and refusals.',
  run: async () => {
    const reducer = new Reducer(partition)
    const events = round.map(([type, payload]) => ({ column: reducer.column(type), payload }))
    const position = reducer.start()
    const compiled = (): number => {
      for (let turn = 0; turn < 1000; turn++)
        for (const { column, payload } of events) reducer.fire(position, column, payload)
      return 1000 * events.length
    }

    const machine = toXState(partition)
    const objects = round.map(([type, payload]) => ({ ...payload, type }))
    let [state] = initialTransition(machine)
    const pure = (): number => {
      for (const event of objects) [state] = transition(machine, state, event)
      return objects.length
    }

    const stepper = new XStateStepper(partition)
    let at = { leaf: 'unknown', context: reducer.start().context }
    const scoped = (): number => {
      for (const [type, payload] of round) at = stepper.step(at.leaf, at.context, type, payload)
      return round.length
    }

    const rates = await interleaved({ compiled, pure, scoped })
    if (state.value !== at.leaf || at.leaf !== reducer.leafNames[position.leaf])
      throw new Error(`the three disagree: ${String(state.value)}, ${at.leaf}, ${reducer.leafNames[position.leaf]}`)
    return [
      {
        what: 'chart step, compiled reducer',
        measured: perSecond(rates.of.compiled),
        yardstick: `XState transition() ${perSecond(rates.of.pure)}`,
        ratio: times(rates.ratio('compiled', 'pure')),
        target: '>= 5 M/s',
        met: rates.of.compiled >= 5e6,
        gap: 'Every step still makes one object for the transition and its outputs.',
      },
      {
        what: 'chart step, XState with one scope',
        measured: perSecond(rates.of.scoped),
        yardstick: `XState transition() ${perSecond(rates.of.pure)}`,
        ratio: times(rates.ratio('scoped', 'pure')),
        target: '',
        met: undefined,
      },
    ]
  },
}
