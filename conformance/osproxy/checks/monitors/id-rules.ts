import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { readPlacement } from '../state-table.ts'

/** In a shared index the document id must contain the partition, or two tenants overwrite each other. */
export const idRules = check({
  id: 'osproxy/id-rules',
  kind: 'monitor',
  requirements: ['OSP-105'],
  needs: ['id_rule', 'fleet', 'store.state'],
  explain:
    'Requests to a shared index are refused with unsupported_endpoint unless the document-id rule contains the partition.',
  monitors: [
    monitor({
      id: 'osproxy/id-rules',
      start: (configuration, setting) => ({
        observed: new Observed(setting),
        contains: configuration.id_rule === undefined || configuration.id_rule === 'partition',
        configured: configuration.id_rule !== undefined,
        armed: false,
      }),
      judge: (memory, exchange, report) => {
        const { op, params, reply } = exchange
        memory.observed.see(exchange)
        if (op === 'fault.arm') memory.armed = true
        if ((op !== 'proxy.write' && op !== 'proxy.read') || !memory.configured || memory.armed) return
        const entry = memory.observed.entry(params.partition as string)
        if (entry === undefined || params.mode === 'async') return
        const shared = readPlacement(entry.state).kind === 'shared_index'
        const told = (op === 'proxy.read' ? (reply.error ?? reply.ok) : (reply.ok?.done ?? reply.ok)) as JsonObject
        const refused = told.code === 'unsupported_endpoint'
        report.exercised('OSP-105')
        if (shared && !memory.contains) {
          if (!refused || told.http_status !== 400 || told.retryable !== false)
            report.violated('OSP-105', 'reply', '400 unsupported_endpoint, retryable false', JSON.stringify(told))
        } else if (refused) report.violated('OSP-105', 'reply', 'the request to be served', JSON.stringify(told))
      },
    }),
  ],
})
