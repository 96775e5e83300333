import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { Observed } from '../observed.ts'
import { changeOf, inCutover } from '../state-table.ts'

interface Memory {
  readonly observed: Observed
  readonly delays: Set<string>
  /** Epochs for which delayed completions were decided. */
  readonly kept: Map<string, string[]>
  /** Epoch of the cutover at which such a completion arrived. */
  readonly arrived: Map<string, string>
}

/** A completion that arrives after its migration was replaced by another one flips nothing. */
export const lateCompletions = check({
  id: 'osproxy/late-completions',
  kind: 'monitor',
  requirements: ['OSP-080', 'OSP-115'],
  needs: ['faults', 'expect_epoch', 'ctl.complete_migration', 'store.state'],
  explain:
    'A completion delivered after another migration of the partition has begun leaves that one alone, where the store takes expected epochs.',
  monitors: [
    monitor<Memory>({
      id: 'osproxy/late-completions',
      start: (_, setting) => ({
        observed: new Observed(setting),
        delays: new Set(),
        kept: new Map(),
        arrived: new Map(),
      }),
      judge: ({ observed, delays, kept, arrived }, exchange, report) => {
        const { op, params, reply } = exchange
        const partition = params.partition as string
        if (op === 'fault.arm' && params.mode === 'delay') delays.add(params.op as string)
        const change = changeOf(op, params)
        if (change?.kind === 'complete_migration' && change.controller !== undefined && delays.has(change.kind)) {
          const epoch = observed.entry(partition)?.epoch
          if (epoch !== undefined && reply.error?.code === 'backend')
            kept.set(partition, [...(kept.get(partition) ?? []), epoch])
        }
        if (op === 'fault.clear') kept.clear()
        if (op === 'fault.release') {
          arrived.clear()
          for (const [name, late] of kept) {
            const entry = observed.entry(name)
            if (entry !== undefined && inCutover(entry.state) && !late.includes(entry.epoch))
              arrived.set(name, entry.epoch)
          }
          kept.clear()
        }
        const before = arrived.get(partition)
        if (op === 'store.state' && reply.ok !== undefined && before !== undefined) {
          for (const requirement of ['OSP-080', 'OSP-115']) {
            report.exercised(requirement)
            if (reply.ok.epoch !== before)
              report.violated(
                requirement,
                'state',
                `the cutover at epoch ${before}, as before`,
                JSON.stringify(reply.ok),
              )
          }
        }
        if (change !== undefined || op === 'store.state') arrived.delete(partition)
        observed.see(exchange)
      },
    }),
  ],
})
