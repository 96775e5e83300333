import { step } from '../../../kit/cases/script.ts'
import { frameOf, incumbent, messages, stream } from '../../calls.ts'
import type { Stage } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const beat = frameOf(messages.heartbeat)
const hello = [{ type: 'Hello', members: { role: 'Incumbent' } }] as const
/** More answers than the buffers of a socket hold. */
const flood = 40_000

/** A supervisor sends so many heartbeats and reads no answer; the next one waits. */
const flooded = (count: number, stage: Stage) => [
  stage.starts('o'),
  ...stage.session(),
  stage.connects('t'),
  ...Array.from({ length: Math.ceil(count / 1_000) }, (_, at) =>
    stage.done(stream.bytes('s', beat.repeat(Math.min(1_000, count - at * 1_000)))),
  ),
]
export const unreadHeartbeats = stagedCheck({
  slug: 'unread-heartbeats',
  requirements: ['HOF-156'],
  needs: ['incumbent', 'streams', 'hardened'],
  waits: true,
  explain:
    'A supervisor that floods with heartbeats and reads no answer holds the incumbent no longer than the longest write.',
  scripts: (stage) => [
    {
      name: `${flood} of them`,
      steps: [
        ...flooded(flood, stage),
        ...stage.lasts(Math.max(10_000, Number(stage.setting.parameters.write_ms ?? 0)) + 100, 'o'),
        stage.hears('t', hello, 'HOF-156'),
        step(incumbent.serve('o'), { serve: 'running' }, 'HOF-156'),
      ],
    },
  ],
})
