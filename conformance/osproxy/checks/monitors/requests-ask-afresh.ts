import type { JsonObject } from '../../../../spec/json.ts'
import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { isAt, labelOf, readPlacement } from '../state-table.ts'
import { Writes } from '../writes.ts'

/** What a proxy resolves is the entry of that moment: stamp, target and phase, at every instance, whatever it knew before. */
export const requestsAskAfresh = check({
  id: 'osproxy/requests-ask-afresh',
  kind: 'monitor',
  requirements: ['OSP-082', 'OSP-084', 'OSP-086', 'OSP-102'],
  needs: ['fleet', 'store.state'],
  explain:
    'Every request is routed and stamped by the entry that its partition has while the request is served, at every instance.',
  monitors: [
    monitor({
      id: 'osproxy/requests-ask-afresh',
      start: (_, setting) => ({
        observed: new Observed(setting),
        writes: new Writes(),
        /** Epoch that an instance last told for a partition. */
        told: new Map<string, string>(),
      }),
      judge: ({ observed, writes, told }, exchange, report) => {
        const { op, params, reply } = exchange
        writes.see(exchange, observed)
        observed.see(exchange)
        if ((op !== 'proxy.write' && op !== 'proxy.read') || reply.ok === undefined) return
        const partition = params.partition as string | undefined
        if (partition === undefined) return
        const answer = (reply.ok.done ?? reply.ok.held ?? reply.ok) as JsonObject
        const entry = observed.entry(partition)
        if (entry === undefined || answer.epoch === undefined) return
        const key = `${params.instance} ${partition}`
        const earlier = told.get(key)
        told.set(key, answer.epoch as string)
        const requirements = ['OSP-086', earlier === undefined ? 'OSP-084' : 'OSP-082']
        const fresh = answer.epoch === entry.epoch
        const target = answer.target as JsonObject | undefined
        const placed = target === undefined || isAt(target, readPlacement(entry.state))
        for (const requirement of earlier !== undefined && earlier !== entry.epoch
          ? [...requirements, 'OSP-084']
          : requirements) {
          report.exercised(requirement)
          if (!fresh)
            report.violated(
              requirement,
              'epoch',
              `stamp ${entry.epoch}, the partition's epoch`,
              JSON.stringify(reply.ok),
            )
          else if (!placed)
            report.violated(requirement, 'value', JSON.stringify(readPlacement(entry.state)), JSON.stringify(target))
        }
        if (answer.phase === undefined) return
        report.exercised('OSP-102')
        if (fresh && answer.phase !== labelOf(entry.state))
          report.violated('OSP-102', 'state', labelOf(entry.state), JSON.stringify(reply.ok))
      },
    }),
  ],
})
