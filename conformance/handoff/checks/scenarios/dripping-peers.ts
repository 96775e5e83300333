import { idOf } from '../../../../machines/handoff/models/wire.ts'
import { Fitting } from '../../../../machines/model/pattern.ts'
import type { Message } from '../../../../spec/handoff/messages.types.ts'
import { type ScriptStep, step } from '../../../kit/cases/script.ts'
import { frameOf, messages, result, stream } from '../../calls.ts'
import { incumbentPid, type Stage, type Station } from '../stage.ts'
import { stagedCheck } from '../staged-check.ts'

const pause = 500
const budget = { deadline_ms: '6000', grace_ms: '2000' }
const ended = new Fitting(
  'an end',
  (got) => typeof got === 'object' && got !== null && 'state' in got && got.state !== 'pending',
)
/** Frames long enough to be dripped for longer than any limit. */
const dripped: readonly (readonly [Station, 'o1' | 'n1', Message, (stage: Stage) => number])[] = [
  ['connected', 'o1', messages.hello('Incumbent', incumbentPid), ({ times }) => times.hello_ms],
  ['prepared', 'o1', messages.sealComplete(idOf(1)), ({ times }) => 2_000 + times.slack_ms],
  ['sealing', 'o1', messages.sealComplete(idOf(1)), ({ times }) => 6_000 + times.slack_ms],
  ['begun', 'n1', messages.ready(idOf(1)), ({ times }) => 6_000 + times.slack_ms],
]

/** Close to the limit the supervisor may be gone already. */
const drips = (stage: Stage, peer: string, byte: string): ScriptStep =>
  stage.virtual
    ? stage.done(stream.bytes(peer, byte))
    : { ...stream.bytes(peer, byte), expect: { any: true }, requirements: [] }

export const drippingPeers = stagedCheck({
  slug: 'dripping-peers',
  requirements: ['HOF-123'],
  needs: ['supervisor', 'streams', 'strict'],
  waits: true,
  explain: 'A peer that sends its frame byte by byte, one each half second, has not extended the limit.',
  scripts: (stage) =>
    dripped.map(([station, peer, message, limit]) => {
      const hex = frameOf(message)
      const count = Math.min(hex.length / 2 - 1, Math.ceil(limit(stage) / pause) + 1)
      const dripping = Array.from({ length: count }, (_, at) => hex.slice(2 * at, 2 * at + 2)).flatMap((byte, at) => [
        // Behind the limit the supervisor is gone.
        ...(at * pause < Math.min(limit(stage), stage.times.liveness_ms) ? [drips(stage, peer, byte)] : []),
        stage.passes(pause, 'v'),
      ])
      return {
        name: `${message.type}, ${station}`,
        steps: [
          ...stage.supervises(),
          ...stage.handoff(station, 1, budget),
          ...dripping,
          step(result('p1', stage.virtual ? 0 : pause), ended, 'HOF-123'),
        ],
      }
    }),
})
