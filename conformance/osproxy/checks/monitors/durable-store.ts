import { check } from '../../../kit/check.ts'
import { monitor } from '../../../kit/judging/monitor.ts'
import { type Known, Observed } from '../observed.ts'
import { changeOf, larger, same } from '../state-table.ts'

/** Key of the floor of the whole store; no partition has such a name in a case. */
const everywhere = '\u0000 store'

/** A restart loses nothing: every entry is as before, and no epoch comes back. */
export const durableStore = check({
  id: 'osproxy/durable-store',
  kind: 'monitor',
  requirements: ['OSP-053'],
  needs: ['store.restart', 'store.state'],
  explain:
    'After a restart of the store every entry is as it was, and every new epoch of a partition is above all that it had before.',
  monitors: [
    monitor({
      id: 'osproxy/durable-store',
      start: (_, setting) => ({
        observed: new Observed(setting),
        kept: new Map<string, Known['now']>(),
        /** One numbering for the whole store, as a store with a generation has it. */
        storeWide: setting.capabilities.has('generation'),
        restarted: false,
        /** Largest epochs handed out before the last restart. */
        floors: new Map<string, string>(),
        raise(name: string, epoch: string) {
          for (const key of [name, everywhere])
            if (larger(epoch, this.floors.get(key) ?? '0')) this.floors.set(key, epoch)
        },
      }),
      judge: (memory, exchange, report) => {
        const { observed, kept } = memory
        const { op, params, reply } = exchange
        const partition = params.partition as string
        if (op === 'store.restart' && reply.ok !== undefined) {
          memory.restarted = true
          for (const [name, { now, versions }] of observed.partitions()) {
            kept.set(name, now)
            for (const { epoch } of versions) memory.raise(name, epoch)
          }
        }
        const change = changeOf(op, params)
        const epoch = change === undefined ? undefined : (reply.ok?.epoch as string | undefined)
        if (epoch !== undefined && memory.restarted) {
          report.exercised('OSP-053')
          const most = memory.floors.get(memory.storeWide ? everywhere : partition) ?? '0'
          if (!larger(epoch, most)) report.violated('OSP-053', 'epoch', `an epoch above ${most}`, epoch)
        }
        if (change !== undefined || op === 'fault.release' || op === 'batch.concurrent') kept.delete(partition)
        const before = kept.get(partition)
        if (op === 'store.state' && reply.ok !== undefined && before !== undefined) {
          report.exercised('OSP-053')
          const fits =
            before === 'absent'
              ? reply.ok.found === false
              : reply.ok.epoch === before.epoch && same(reply.ok.state, before.state)
          const allowed =
            before === 'absent' ? 'no entry' : JSON.stringify({ state: before.state, epoch: before.epoch })
          if (!fits) report.violated('OSP-053', 'state', `as before the restart: ${allowed}`, JSON.stringify(reply.ok))
        }
        observed.see(exchange)
      },
    }),
  ],
})
