import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { isAt, readPlacement, same } from '../state-table.ts'

/** One read placement at every instant, the origin while a partition moves: in resolves and in reads through a proxy. */
export const readsAtOnePlacement = check({
  id: 'osproxy/reads-at-one-placement',
  kind: 'monitor',
  requirements: ['OSP-016', 'OSP-017', 'OSP-022', { id: 'OSP-094', needs: ['fleet'] }],
  needs: ['store.state', 'store.resolve'],
  explain:
    'A known partition always resolves, to one placement, and while it moves that is the origin and never the destination.',
  monitors: [
    monitor({
      id: 'osproxy/reads-at-one-placement',
      start: (_, setting) => ({ observed: new Observed(setting), armed: false }),
      judge: (memory, exchange, report) => {
        const { observed } = memory
        const { op, params, reply } = exchange
        observed.see(exchange)
        if (op === 'fault.arm' || op === 'batch.concurrent') memory.armed = true
        const read = op === 'proxy.read'
        if ((op !== 'store.resolve' && !read) || (read && memory.armed)) return
        // Without a document-id rule a shared index is not served at all.
        if (reply.error?.code === 'unsupported_endpoint') return
        const entry = observed.entry(params.partition as string)
        if (entry === undefined) return
        const { state } = entry
        const got = JSON.stringify(reply.ok ?? reply.error)
        const allowed = JSON.stringify(readPlacement(state))
        const place = (read ? reply.ok?.target : reply.ok?.placement) as JsonObject | undefined
        const always = read ? ['OSP-017', 'OSP-094'] : ['OSP-017']
        for (const requirement of always) {
          report.exercised(requirement)
          if (place === undefined) report.violated(requirement, 'value', allowed, got)
        }
        if (state.state === 'active' || place === undefined) return
        const fits = (placement: JsonObject): boolean => (read ? isAt(place, placement) : same(place, placement))
        report.exercised('OSP-016')
        if (!fits(state.from)) report.violated('OSP-016', 'value', allowed, got)
        if (fits(state.from) && fits(state.to)) return
        report.exercised('OSP-022')
        if (fits(state.to)) report.violated('OSP-022', 'value', allowed, got)
      },
    }),
  ],
})
