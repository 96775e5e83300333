import { speaking } from '../../../../machines/nodedb/models/spoken.ts'
import { type ScriptStep, scriptCheck, step } from '../../../kit/cases/script.ts'
import { rx } from '../../calls.ts'
import { arrives, delta, received, someRequest } from '../arrivals.ts'

/** Ids from one to another, both included. */
const ids = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `${from + at}`)

const kept = (id: string): ScriptStep =>
  step(rx.delta(delta(id)), received(id === '3' ? someRequest : []), 'NDB-053', 'NDB-055', 'NDB-056')

/** As many deltas as may be held back, and all of them applied when the gap closes. */
export const heldDeltas = scriptCheck({
  id: 'nodedb/held-deltas',
  kind: 'scenario',
  requirements: ['NDB-053', 'NDB-054', 'NDB-055', 'NDB-056'],
  needs: ['rx.delta', 'holding', 'in_order'],
  explain: 'However many deltas are held back ahead of a gap, they are applied once and in order when it closes.',
  configure: speaking,
  scenes: [
    {
      name: 'held',
      dimension: 'count',
      range: { minimum: 1, maximum: 1_024 },
      configuration: (count, setting) => ({ ...speaking(setting), hold_max: count }),
      inputs: (count) => [
        arrives(delta('1'), 'NDB-053'),
        ...ids(3, count + 2).map(kept),
        step(rx.delta(delta('2')), received([], ...ids(2, count + 2)), 'NDB-053', 'NDB-054', 'NDB-055'),
        arrives(delta(`${count + 3}`), 'NDB-053'),
      ],
    },
  ],
})
