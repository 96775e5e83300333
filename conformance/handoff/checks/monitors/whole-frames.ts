import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Wiretap } from '../overheard.ts'

interface Memory {
  readonly tap: Wiretap
  /** The version that each stream has agreed on. */
  readonly agreed: Map<string, number>
  /** A process that was killed may leave half a frame. */
  killed: boolean
}

const frames = monitor<Memory>({
  id: 'handoff/whole-frames',
  start: () => ({ tap: new Wiretap(), agreed: new Map(), killed: false }),
  judge: (memory, exchange, report) => {
    const { tap, agreed } = memory
    const { op, params, reply } = exchange
    const stream = String(params.stream)
    if (/kill|crash_at/.test(op)) memory.killed = true
    for (const { by, version, message } of tap.hear(exchange)) {
      if (message.type === 'HelloAck') agreed.set(stream, message.proto_version_chosen)
      if (by === 'driver') continue
      report.exercised('HOF-037')
      const due = message.type === 'Hello' ? message.proto_max : agreed.get(stream)
      if (due === undefined) continue
      report.exercised('HOF-030')
      if (version !== due)
        report.violated('HOF-030', 'frames', `version ${due} in the header of ${message.type}`, `${version}`)
    }
    if (op !== 'stream.receive') return
    if (tap.torn.has(`implementation ${stream}`))
      report.violated('HOF-037', 'frames', 'whole frames, one behind the other', String(reply.ok?.hex))
    const left = tap.pending(stream)
    if (reply.ok?.closed === true && left > 0 && !memory.killed)
      report.violated('HOF-037', 'frames', 'a whole frame before the end of the stream', `${left} bytes of one`)
  },
})

export const wholeFrames = check({
  id: 'handoff/whole-frames',
  kind: 'monitor',
  requirements: ['HOF-030', 'HOF-037'],
  needs: ['streams'],
  explain: 'What a role writes is whole frames, each with the version that is due in its header.',
  monitors: [frames],
})
