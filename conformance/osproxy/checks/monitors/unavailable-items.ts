import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'

const many: ReadonlySet<string> = new Set(['proxy.bulk', 'proxy.mget', 'proxy.msearch'])

/** An item of a known partition is never told that its partition has no placement. */
export const unavailableItems = check({
  id: 'osproxy/unavailable-items',
  kind: 'monitor',
  requirements: ['OSP-101'],
  needs: ['fleet', 'faults', 'store.state'],
  explain:
    'An item whose store read failed is a retryable placement_backend_unavailable with status 503, not a missing placement.',
  monitors: [
    monitor({
      id: 'osproxy/unavailable-items',
      start: (_, setting) => ({ observed: new Observed(setting), permanent: false }),
      judge: (memory, exchange, report) => {
        const { observed } = memory
        const { op, params, reply } = exchange
        if (op === 'fault.arm' && params.retryable === false) memory.permanent = true
        observed.see(exchange)
        if (!many.has(op) || reply.ok === undefined) return
        const told = ((reply.ok.done as JsonObject | undefined)?.items ?? reply.ok.items ?? []) as JsonObject[]
        for (const [at, { partition }] of (params.items as { partition?: string }[]).entries()) {
          const item = told[at]
          if (item?.code === undefined || partition === undefined || observed.entry(partition) === undefined) continue
          const { code, status, retryable } = item
          if (code === 'placement_backend_unavailable') {
            report.exercised('OSP-101')
            if (status !== 503 || (memory.permanent ? typeof retryable !== 'boolean' : retryable !== true))
              report.violated('OSP-101', 'reply', 'status 503, retryable true', JSON.stringify(item))
          } else if (code !== 'stale_epoch' && code !== 'unsupported_endpoint' && code !== 'upstream_failed')
            report.violated(
              'OSP-101',
              'reply',
              '503 placement_backend_unavailable: the partition is placed',
              JSON.stringify(item),
            )
        }
      },
    }),
  ],
})
