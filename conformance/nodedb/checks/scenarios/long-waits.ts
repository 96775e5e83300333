import type { Input, Setting } from '../../../../machines/model/model.ts'
import { ReceiverModel, receiverSource } from '../../../../machines/nodedb/models/receiver-model.ts'
import { receiverPalette } from '../../../../machines/nodedb/models/receiver-palette.ts'
import type { Range } from '../../../kit/cases/horizons.ts'
import { check } from '../../../kit/check.ts'
import { rx } from '../../calls.ts'
import { ReceiverPlan } from '../receiver-plan.ts'

const palette = { ...receiverPalette, collections: ['a'], far: [] }

/** Bytes that one answer may have, and that the request of an interval takes in it at most, whatever the dialect. */
const [line, request] = [16 * 2 ** 20, 400]
const day_ms = 86_400_000

/** Times whose requests fit into one answer. */
function tellable({ parameters }: Setting): Range {
  const most_ms = typeof parameters.backoff_most_ms === 'number' ? parameters.backoff_most_ms : 60_000
  return { minimum: 1, maximum: Math.floor(line / request) * most_ms }
}

const planned =
  (make: (plan: ReceiverPlan, ms: number) => ReceiverPlan) =>
  (ms: number, setting: Setting): readonly Input[] =>
    make(new ReceiverPlan(new ReceiverModel(setting, palette)), ms).inputs

/** Times at which clocks, timers and intervals run over. */
export const longWaits = check({
  id: 'nodedb/long-waits',
  kind: 'scenario',
  requirements: [
    'NDB-050',
    'NDB-057',
    'NDB-058',
    'NDB-059',
    'NDB-060',
    'NDB-061',
    { id: 'NDB-049', needs: ['divergence'] },
  ],
  needs: ['rx.delta', 'rx.advance'],
  explain:
    'However long nothing is missing, an answer does not come, or the link is down: what is due is asked for at its time and no sooner.',
  model: receiverSource('long-waits', palette),
  scenes: [
    {
      name: 'nothing-missing-for',
      dimension: 'time',
      inputs: planned((plan, ms) => plan.delta(1).add(rx.advance(ms)).delta(2).delta(4).add(rx.advance(5_000))),
    },
    {
      name: 'unanswered-for',
      dimension: 'time',
      range: tellable,
      inputs: planned((plan, ms) => plan.delta(1).delta(3).add(rx.advance(ms)).delta(2).delta(3).delta(5)),
    },
    {
      name: 'unanswered-for-and-once-more',
      dimension: 'time',
      range: { minimum: 1, maximum: day_ms },
      inputs: planned((plan, ms) => plan.delta(3).add(rx.advance(ms), rx.advance(59_999), rx.advance(1)).delta(1)),
    },
    {
      name: 'everything-unanswered-for',
      dimension: 'time',
      range: { minimum: 1, maximum: day_ms },
      needs: ['divergence'],
      inputs: planned((plan, ms) => plan.delta(1).add(rx.diverge('a'), rx.advance(ms)).snapshot(2).delta(3)),
    },
    {
      name: 'link-down-for',
      dimension: 'time',
      inputs: planned((plan, ms) =>
        plan.delta(1).delta(3).add(rx.link(false), rx.advance(ms), rx.link(true), rx.advance(5_000)).delta(2).delta(3),
      ),
    },
  ],
})
