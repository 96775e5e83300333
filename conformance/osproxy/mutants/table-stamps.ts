import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { PartitionState } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'
import { type Placement, samePlacement } from '../reference/placement.ts'

/** Stamps that the store admits too long or not long enough. */
export const tableStampsMutants: readonly Mutant<Parts, 'table'>[] = [
  {
    id: 'osproxy/writes-stay-blocked-after-abort',
    violates: 'OSP-037',
    explain: 'Abort in cutover leaves the gate closed until the next change.',
    part: 'table',
    apply: (table) => {
      const blocked = new WeakSet<PartitionState>()
      return {
        apply: (state, change) => {
          const next = table.apply(state, change)
          const inCutover = state?.state === 'migrating' && state.phase === 'cutover'
          if (change.kind === 'abort_migration' && inCutover && typeof next !== 'string') blocked.add(next)
          return next
        },
        *admit(partition, stamp) {
          const admitted = yield* table.admit(partition, stamp)
          const state = table.read(partition)?.state
          return admitted && state !== undefined && !blocked.has(state)
        },
      }
    },
  },
  {
    id: 'osproxy/gate-rejects-the-second-partition',
    violates: 'OSP-054',
    explain: 'A partition that was not the first to be placed is closed to writes from its second change on.',
    part: 'table',
    apply: (table) => {
      const counts = new Map<string, number>()
      return {
        write: (partition, entry) => {
          table.write(partition, entry)
          counts.set(partition, (counts.get(partition) ?? 0) + 1)
        },
        *admit(partition, stamp) {
          const [first] = counts.keys()
          const barred = partition !== first && (counts.get(partition) ?? 0) > 1
          return (yield* table.admit(partition, stamp)) && !barred
        },
      }
    },
  },
  {
    id: 'osproxy/cutover-admits-the-draining-stamp',
    violates: 'OSP-055',
    explain: 'In cutover the gate still admits what was stamped while draining.',
    part: 'table',
    apply: (table) => {
      const draining = new Map<string, bigint>()
      return {
        write: (partition, entry) => {
          const before = table.read(partition)
          draining.delete(partition)
          if (entry.state.state === 'migrating' && entry.state.phase === 'cutover' && before !== undefined) {
            draining.set(partition, before.epoch)
          }
          table.write(partition, entry)
        },
        *admit(partition, stamp) {
          return (yield* table.admit(partition, stamp)) || draining.get(partition) === stamp
        },
      }
    },
  },
  {
    id: 'osproxy/set-keeps-the-old-stamp-valid',
    violates: 'OSP-058',
    explain: 'After a set to the same placement both the old and the new stamp are admitted.',
    part: 'table',
    apply: (table) => {
      const also = new Map<string, bigint>()
      return {
        write: (partition, entry) => {
          const before = table.read(partition)
          also.delete(partition)
          const unmoved =
            before?.state.state === 'active' &&
            entry.state.state === 'active' &&
            samePlacement(before.state.placement, entry.state.placement)
          if (unmoved) also.set(partition, before.epoch)
          table.write(partition, entry)
        },
        *admit(partition, stamp) {
          return (yield* table.admit(partition, stamp)) || also.get(partition) === stamp
        },
      }
    },
  },
  {
    id: 'osproxy/draining-admits-stamps-from-before',
    violates: 'OSP-059',
    explain: 'While draining, stamps from before begin are admitted, since the placement is the same.',
    part: 'table',
    apply: (table) => {
      const before = new Map<string, bigint>()
      return {
        write: (partition, entry) => {
          const { state, epoch } = table.read(partition) ?? {}
          before.delete(partition)
          if (state?.state === 'active' && entry.state.state === 'migrating' && epoch !== undefined)
            before.set(partition, epoch)
          table.write(partition, entry)
        },
        *admit(partition, stamp) {
          return (yield* table.admit(partition, stamp)) || before.get(partition) === stamp
        },
      }
    },
  },
  {
    id: 'osproxy/draining-admits-only-stamps-from-before',
    violates: 'OSP-059',
    explain: 'Stamps taken while a partition drains for the second time are rejected.',
    part: 'table',
    apply: (table) => {
      const begun = new Map<string, number>()
      return {
        write: (partition, entry) => {
          if (entry.state.state === 'migrating' && entry.state.phase === 'draining') {
            begun.set(partition, (begun.get(partition) ?? 0) + 1)
          }
          table.write(partition, entry)
        },
        *admit(partition, stamp) {
          const state = table.read(partition)?.state
          const second = state?.state === 'migrating' && (begun.get(partition) ?? 0) > 1
          return (yield* table.admit(partition, stamp)) && !second
        },
      }
    },
  },
  {
    id: 'osproxy/flip-revives-the-draining-stamp',
    violates: 'OSP-060',
    explain: 'After a flip the stamps taken while draining are admitted again.',
    part: 'table',
    apply: (table) => {
      const draining = new Map<string, bigint>()
      return {
        write: (partition, entry) => {
          if (entry.state.state === 'migrating' && entry.state.phase === 'draining')
            draining.set(partition, entry.epoch)
          table.write(partition, entry)
        },
        *admit(partition, stamp) {
          const entry = table.read(partition)
          const settled =
            entry?.state.state === 'active' && entry.epoch - (draining.get(partition) ?? entry.epoch) === 2n
          return (yield* table.admit(partition, stamp)) || (settled && draining.get(partition) === stamp)
        },
      }
    },
  },
  {
    id: 'osproxy/abort-keeps-the-draining-stamp-valid',
    violates: 'OSP-061',
    explain: 'After an abort in cutover the stamps taken while draining are admitted again.',
    part: 'table',
    apply: (table) => {
      const draining = new Map<string, bigint>()
      const revived = new Map<string, bigint>()
      return {
        write: (partition, entry) => {
          const before = table.read(partition)?.state
          revived.delete(partition)
          if (entry.state.state === 'migrating' && entry.state.phase === 'draining')
            draining.set(partition, entry.epoch)
          const aborted =
            before?.state === 'migrating' &&
            before.phase === 'cutover' &&
            entry.state.state === 'active' &&
            samePlacement(entry.state.placement, before.from)
          const stamp = draining.get(partition)
          if (aborted && stamp !== undefined) revived.set(partition, stamp)
          table.write(partition, entry)
        },
        *admit(partition, stamp) {
          return (yield* table.admit(partition, stamp)) || revived.get(partition) === stamp
        },
      }
    },
  },
  {
    id: 'osproxy/gate-compares-placements',
    violates: 'OSP-062',
    explain:
      'The gate admits a stamp if its placement is the write placement again. Seen in the field before the first release.',
    part: 'table',
    apply: (table, parts) => {
      const taken = new Map<string, Map<bigint, Placement>>()
      return {
        write: (partition, entry) => {
          const stamps = taken.get(partition) ?? new Map<bigint, Placement>()
          taken.set(partition, stamps.set(entry.epoch, parts.destinations.read(entry.state)))
          table.write(partition, entry)
        },
        *admit(partition, stamp) {
          const entry = yield* parts.table.look(partition)
          const open = entry === undefined ? undefined : parts.destinations.write(entry.state)
          const placement = taken.get(partition)?.get(stamp)
          return open !== undefined && placement !== undefined && samePlacement(open, placement)
        },
      }
    },
  },
  {
    id: 'osproxy/gate-is-left-at-its-default',
    violates: 'OSP-106',
    explain: 'The gate admits every write of a partition that has a placement, as an interface default does.',
    part: 'table',
    apply: (_, parts) => ({
      *admit(partition) {
        return (yield* parts.table.look(partition)) !== undefined
      },
    }),
  },
]
