import type { Times } from '../../../../machines/handoff/models/declared.ts'
import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { Fitting } from '../../../../machines/model/pattern.ts'
import { decodeFrame } from '../../../../spec/handoff/codec.ts'
import { step } from '../../../kit/cases/script.ts'
import { messages, stream } from '../../calls.ts'
import { bytesOf } from '../hex.ts'
import { stagedCheck } from '../staged-check.ts'

/** How many heartbeats the bytes are, and nothing else; undefined for other bytes. */
function beats(hex: string): number | undefined {
  let rest = bytesOf(hex)
  for (let count = 0; ; count++) {
    if (rest.length === 0) return count
    const { message, consumed } = { consumed: 0, ...decodeFrame(rest) }
    if (message?.type !== 'Heartbeat') return undefined
    rest = rest.subarray(consumed)
  }
}

/** What is the same wherever heartbeats are counted: so many come in a silence that is just not a death. */
const enough = ({ heartbeat_ms, liveness_ms }: Times, give: number): Fitting => {
  const due = Math.floor((liveness_ms - 1) / heartbeat_ms)
  return new Fitting(`${due} heartbeats${give === 0 ? '' : `, ${give} more or less`}, at least 3`, (got) => {
    const count = beats(String(got))
    return count !== undefined && count >= 3 && Math.abs(count - due) <= give
  })
}

export const declaredTimes = stagedCheck({
  slug: 'declared-times',
  requirements: ['HOF-115', 'HOF-116'],
  needs: ['incumbent', 'streams'],
  waits: true,
  explain:
    'While a hook runs, heartbeats come at the declared interval, and at least three of them within the time after which a silent peer is dead.',
  scripts: (stage) => [
    {
      name: 'a drain just short of the longest silence',
      steps: [
        stage.starts('o', { drain: [{ block: true }] }),
        ...stage.session(),
        stage.done(stream.send('s', messages.prepare(idOf(1)))),
        ...stage.lasts(stage.times.liveness_ms - 1, 'o'),
        step(stream.receive('s'), { hex: enough(stage.times, stage.virtual ? 0 : 1) }, 'HOF-115', 'HOF-116'),
      ],
    },
  ],
})
