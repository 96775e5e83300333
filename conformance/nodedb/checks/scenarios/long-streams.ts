import type { Input, Setting } from '../../../../machines/model/model.ts'
import { ReceiverModel, receiverSource } from '../../../../machines/nodedb/models/receiver-model.ts'
import { receiverPalette } from '../../../../machines/nodedb/models/receiver-palette.ts'
import type { Range } from '../../../kit/cases/horizons.ts'
import { check } from '../../../kit/check.ts'
import { rx } from '../../calls.ts'
import { ReceiverPlan } from '../receiver-plan.ts'

const palette = { ...receiverPalette, collections: ['a'], far: [] }

/** The model follows held deltas among the first ids only; `nodedb/held-deltas` holds more. */
const missed = ({ parameters }: Setting): Range => {
  const holds = typeof parameters.hold_max === 'number' && parameters.hold_max > 0
  return { minimum: 1, ...(holds ? { maximum: 24 } : {}) }
}

/** The inputs that a plan makes of a value. */
const planned =
  <Value>(make: (plan: ReceiverPlan, value: Value) => ReceiverPlan) =>
  (value: Value, setting: Setting): readonly Input[] =>
    make(new ReceiverPlan(new ReceiverModel(setting, palette)), value).inputs

/** Ids from one to another, both included, in order. */
const deltas = (plan: ReceiverPlan, from: number, to: number): ReceiverPlan => {
  for (let id = from; id <= to; id++) plan.delta(id)
  return plan
}

const often = (plan: ReceiverPlan, times: number, make: (plan: ReceiverPlan) => ReceiverPlan): ReceiverPlan => {
  for (let time = 0; time < times; time++) make(plan)
  return plan
}

/** Streams that go on, gaps that are wide, and disturbances that come often. */
export const longStreams = check({
  id: 'nodedb/long-streams',
  kind: 'scenario',
  requirements: [
    ...['NDB-041', 'NDB-042', 'NDB-043', 'NDB-050', 'NDB-051', 'NDB-053', 'NDB-054', 'NDB-056', 'NDB-059'],
    ...[
      'NDB-060',
      'NDB-061',
      'NDB-066',
      'NDB-067',
      'NDB-115',
      { id: 'NDB-072', needs: ['frames'] },
      { id: 'NDB-055', needs: ['in_order'] },
    ],
  ],
  needs: ['rx.delta'],
  explain:
    'However many deltas came, are missing, or were lost with their link, and however often: a stream is applied whole, in order and once.',
  model: receiverSource('long-streams', palette),
  scenes: [
    {
      name: 'first-again-after',
      dimension: 'count',
      range: { minimum: 1 },
      unprobed: true,
      inputs: planned((plan, count: number) =>
        deltas(plan, 1, count)
          .delta(1)
          .delta(count)
          .delta(count + 1),
      ),
    },
    {
      name: 'missing',
      dimension: 'count',
      range: missed,
      unprobed: true,
      inputs: planned((plan, count: number) =>
        deltas(plan.delta(1).delta(count + 2), 2, count + 1)
          .delta(count + 2)
          .delta(count + 3),
      ),
    },
    {
      name: 'ahead-of-a-gap',
      dimension: 'count',
      range: missed,
      unprobed: true,
      inputs: planned((plan, count: number) => deltas(deltas(plan, 2, count + 1), 1, count + 1).delta(count + 2)),
    },
    {
      name: 'snapshots-in-a-row',
      dimension: 'count',
      range: { minimum: 1 },
      unprobed: true,
      inputs: planned((plan, count: number) => {
        for (let mark = 1; mark <= count; mark++) plan.snapshot(mark)
        return plan
          .snapshot(0)
          .delta(1)
          .delta(count + 1)
      }),
    },
    {
      name: 'duplicates',
      dimension: 'count',
      range: { minimum: 1 },
      unprobed: true,
      inputs: planned((plan, count: number) => often(plan.delta(1), count, () => plan.delta(1)).delta(2)),
    },
    {
      name: 'lost-links',
      dimension: 'count',
      range: { minimum: 1 },
      unprobed: true,
      inputs: planned((plan, count: number) =>
        often(plan.delta(1).delta(3), count, () => plan.add(rx.link(false), rx.link(true)))
          .delta(2)
          .delta(3)
          .delta(5),
      ),
    },
    {
      name: 'restarts',
      dimension: 'count',
      range: { minimum: 1 },
      needs: ['restart'],
      unprobed: true,
      inputs: planned((plan, count: number) =>
        often(plan.delta(1).delta(2), count, () => plan.add(rx.restart))
          .delta(1)
          .delta(2)
          .delta(3)
          .delta(5),
      ),
    },
    {
      name: 'junk',
      dimension: 'count',
      range: { minimum: 1 },
      needs: ['frames'],
      unprobed: true,
      inputs: planned((plan, count: number) =>
        often(plan.delta(1), count, () => plan.add(rx.frame('1001000000c0')))
          .delta(2)
          .delta(4),
      ),
    },
  ],
})
