import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Wiretap } from '../overheard.ts'

interface Memory {
  readonly tap: Wiretap
  /** Acknowledged values by their keys, with whether a drain has made them durable. */
  readonly values: Map<string, { readonly value: string; durable: boolean }>
}

const values = monitor<Memory>({
  id: 'handoff/values-that-were-acknowledged',
  start: () => ({ tap: new Wiretap(), values: new Map() }),
  judge: ({ tap, values }, exchange, report) => {
    const { op, params, reply } = exchange
    const key = String(params.key)
    for (const { by, message } of tap.hear(exchange))
      if (by === 'implementation' && message.type === 'Drained') for (const each of values.values()) each.durable = true
    // What was acknowledged and not drained may be lost with the power or its process.
    if (/kill|crash_at|lose_unsynced/.test(op))
      for (const [name, { durable }] of values) if (!durable) values.delete(name)
    if (op === 'client.write' && reply.ok?.acknowledged === true)
      values.set(key, { value: String(params.value), durable: false })
    const due = values.get(key)
    if (op !== 'client.read' || reply.ok === undefined || due === undefined) return
    report.exercised('HOF-057')
    if (reply.ok.value !== due.value)
      report.violated('HOF-057', 'value', `${due.value}, which was acknowledged`, JSON.stringify(reply.ok))
  },
})

export const valuesThatWereAcknowledged = check({
  id: 'handoff/values-that-were-acknowledged',
  kind: 'monitor',
  requirements: ['HOF-057'],
  needs: ['streams', 'consumer'],
  explain: 'Whoever serves reads the values that were acknowledged last.',
  monitors: [values],
})
