import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Wiretap } from '../overheard.ts'

const versionFour = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

interface Memory {
  readonly tap: Wiretap
  /** Streams on which a supervisor speaks, those to an incumbent and those to a successor. */
  readonly incumbents: Set<string>
  readonly successors: Set<string>
  /** Ids that supervisors have given. */
  readonly given: Set<string>
  /** The id of the handoff under way. */
  current: string | undefined
}

const ids = monitor<Memory>({
  id: 'handoff/ids-of-handoffs',
  start: () => ({
    tap: new Wiretap(),
    incumbents: new Set(),
    successors: new Set(),
    given: new Set(),
    current: undefined,
  }),
  judge: (memory, exchange, report) => {
    const { op, params } = exchange
    if (op === 'control.accept') memory.incumbents.add(String(params.stream))
    if (op === 'supervisor.child') memory.successors.add(String(params.stream))
    for (const { by, stream, message } of memory.tap.hear(exchange)) {
      if (by === 'driver' || !('handoff_id' in message)) continue
      const first = message.type === 'HelloAck' && memory.incumbents.has(stream)
      if (first) {
        report.exercised('HOF-036')
        if (!versionFour.test(message.handoff_id))
          report.violated('HOF-036', 'value', 'a random UUID of version 4', message.handoff_id)
        if (memory.given.has(message.handoff_id))
          report.violated('HOF-036', 'value', 'an id that no other handoff has', message.handoff_id)
        memory.given.add(message.handoff_id)
        memory.current = message.handoff_id
      } else if (memory.incumbents.has(stream) || memory.successors.has(stream)) {
        report.exercised('HOF-041')
        if (message.handoff_id !== memory.current)
          report.violated('HOF-041', 'value', `${memory.current} in ${message.type}`, message.handoff_id)
      }
    }
  },
})

export const idsOfHandoffs = check({
  id: 'handoff/ids-of-handoffs',
  kind: 'monitor',
  requirements: ['HOF-036', 'HOF-041'],
  needs: ['supervisor', 'streams'],
  explain: 'Each handoff has a fresh random id, and every message of it that carries one carries that.',
  monitors: [ids],
})
