import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { inCutover } from '../state-table.ts'

/** Reads in cutover are answered from a placement like any others. */
export const readsAreNeverGated = check({
  id: 'osproxy/reads-are-never-gated',
  kind: 'monitor',
  requirements: ['OSP-094'],
  needs: ['fleet', 'store.state'],
  explain: 'Single and multiple reads of a partition in cutover succeed while its writes are refused.',
  monitors: [
    monitor({
      id: 'osproxy/reads-are-never-gated',
      start: (_, setting) => ({ observed: new Observed(setting), outage: false }),
      judge: (memory, exchange, report) => {
        const { op, params, reply } = exchange
        memory.observed.see(exchange)
        if (op === 'fault.clear') memory.outage = false
        if (op === 'fault.arm' && params.op === 'resolve') memory.outage = true
        if (memory.outage || !/^proxy\.(read|mget|msearch)$/.test(op)) return
        const asked = op === 'proxy.read' ? [params] : (params.items as JsonObject[])
        const told = op === 'proxy.read' ? [reply.ok] : (reply.ok?.items as JsonObject[] | undefined)
        for (const [at, { partition }] of asked.entries()) {
          if (typeof partition !== 'string') continue
          const entry = memory.observed.entry(partition)
          if (entry === undefined || !inCutover(entry.state)) continue
          report.exercised('OSP-094')
          if (told?.[at]?.target === undefined)
            report.violated('OSP-094', 'reply', 'a target: reads are never gated', JSON.stringify(reply))
        }
      },
    }),
  ],
})
