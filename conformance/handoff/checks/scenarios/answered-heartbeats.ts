import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { step } from '../../../kit/cases/script.ts'
import { frameOf, incumbent, messages, stream } from '../../calls.ts'
import { type StagedScene, stagedCheck } from '../staged-check.ts'

const beat = frameOf(messages.heartbeat)
const few: StagedScene = {
  name: 'answered',
  dimension: 'count',
  range: { minimum: 1, maximum: 5_000 },
  steps: (count, stage) => [
    stage.starts('o'),
    ...stage.session(),
    stage.done(stream.bytes('s', beat.repeat(count))),
    stage.hearsOnly(
      's',
      Array.from({ length: count }, () => ({ type: 'Heartbeat' as const, members: {} })),
      'HOF-119',
    ),
    step(incumbent.hooks('o'), { calls: [] }, 'HOF-119'),
    stage.done(stream.send('s', messages.prepare(idOf(1)))),
    stage.hears('s', [{ type: 'Drained', members: {} }], 'HOF-119'),
  ],
}

export const answeredHeartbeats = stagedCheck({
  slug: 'answered-heartbeats',
  requirements: ['HOF-119'],
  needs: ['incumbent', 'streams', 'settled'],
  explain: 'As many answers as heartbeats, however many there are at once, and nothing else changes.',
  scenes: [few],
})
