import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { PartitionState } from '../reference/entry.ts'
import { startOperation } from '../reference/operation.ts'
import type { Parts } from '../reference/parts.ts'
import { type Placement, samePlacement, targetOf } from '../reference/placement.ts'
import { backendFailure, Refusal, refuse } from '../reference/refusal.ts'

/** Changes that the placement store should decide otherwise. */
export const tableChangesMutants: readonly Mutant<Parts, 'table'>[] = [
  {
    id: 'osproxy/phase-refusals-share-one-code',
    violates: 'OSP-006',
    explain: 'Every refusal because of the phase says not_migrating.',
    part: 'table',
    apply: (table) => ({
      decide: (entry, change) => {
        const decision = table.decide(entry, change)
        return decision instanceof Refusal && /^not_/.test(decision.code) ? refuse('not_migrating') : decision
      },
    }),
  },
  {
    id: 'osproxy/nowhere-to-read-in-cutover',
    violates: 'OSP-017',
    explain: 'A resolve in cutover finds nothing.',
    part: 'table',
    apply: (table) => ({
      *resolve(partition) {
        const route = yield* table.resolve(partition)
        return route?.phase === 'cutover' ? undefined : route
      },
    }),
  },
  {
    id: 'osproxy/begin-reuses-an-aborted-destination',
    violates: 'OSP-027',
    explain: 'A migration begun after an abort goes to the destination of the aborted one.',
    part: 'table',
    apply: (table) => {
      const abandoned = new Map<string, Placement>()
      return {
        apply: (state, change) => {
          const next = table.apply(state, change)
          if (typeof next === 'string') return next
          if (change.kind === 'abort_migration' && state?.state === 'migrating')
            abandoned.set(change.partition, state.to)
          const to = abandoned.get(change.partition)
          if (change.kind !== 'begin_migration' || next.state === 'active' || to === undefined) return next
          return { ...next, to }
        },
      }
    },
  },
  {
    id: 'osproxy/begin-places-an-unknown-partition',
    violates: 'OSP-029',
    explain:
      'Begin on a partition without placement is accepted and places it. Seen in the field in a port of the protocol.',
    part: 'table',
    apply: (table, parts) => ({
      decide: (entry, change) => {
        const epoch = parts.epochs.next(change.partition)
        if (entry !== undefined || change.kind !== 'begin_migration' || epoch === undefined)
          return table.decide(entry, change)
        const { placement } = change
        return { state: { state: 'migrating', from: placement, to: placement, phase: 'draining' }, epoch }
      },
    }),
  },
  {
    id: 'osproxy/unknown-partition-is-checked-last',
    violates: 'OSP-029',
    explain: 'Abort of a partition without placement is refused because of its phase.',
    part: 'table',
    apply: (table) => ({
      decide: (entry, change) =>
        entry === undefined && change.kind === 'abort_migration'
          ? refuse('not_migrating')
          : table.decide(entry, change),
    }),
  },
  {
    id: 'osproxy/repeated-completion-is-accepted',
    violates: 'OSP-035',
    explain: 'Completion directly after a completion succeeds once more.',
    part: 'table',
    apply: (table) => {
      const flipped = new WeakSet<PartitionState>()
      return {
        apply: (state, change) => {
          const again = change.kind === 'complete_migration' && state !== undefined && flipped.has(state)
          const next = again ? { ...state } : table.apply(state, change)
          if (change.kind === 'complete_migration' && typeof next !== 'string' && !again) flipped.add(next)
          return next
        },
      }
    },
  },
  {
    id: 'osproxy/repeated-abort-is-accepted',
    violates: 'OSP-038',
    explain: 'Abort directly after an abort succeeds once more.',
    part: 'table',
    apply: (table) => {
      const aborted = new WeakSet<PartitionState>()
      return {
        apply: (state, change) => {
          const again = change.kind === 'abort_migration' && state !== undefined && aborted.has(state)
          const next = again ? { ...state } : table.apply(state, change)
          if (change.kind === 'abort_migration' && typeof next !== 'string' && !again) aborted.add(next)
          return next
        },
      }
    },
  },
  {
    id: 'osproxy/cutover-of-an-unknown-partition-ends-the-process',
    violates: 'OSP-039',
    explain: 'Entering cutover on a partition without placement ends the process.',
    part: 'table',
    apply: (table) => ({
      decide: (entry, change) => {
        if (entry === undefined && change.kind === 'enter_cutover') throw new TypeError('no entry')
        return table.decide(entry, change)
      },
    }),
  },
  {
    id: 'osproxy/abort-in-draining-is-ignored',
    violates: 'OSP-039',
    explain: 'Abort in draining is answered with success and ignored.',
    part: 'table',
    apply: (table) => ({
      decide: (entry, change) => {
        const draining = entry?.state.state === 'migrating' && entry.state.phase === 'draining'
        return draining && change.kind === 'abort_migration' && change.expect === undefined
          ? entry
          : table.decide(entry, change)
      },
    }),
  },
  {
    id: 'osproxy/origin-is-remembered-from-the-first-migration',
    violates: 'OSP-041',
    explain: 'A second migration starts where the first one started.',
    part: 'table',
    apply: (table) => {
      const origins = new Map<string, Placement>()
      return {
        apply: (state, change) => {
          const next = table.apply(state, change)
          if (change.kind === 'set') origins.delete(change.partition)
          if (change.kind !== 'begin_migration' || typeof next === 'string' || next.state === 'active') return next
          const from = origins.get(change.partition) ?? next.from
          origins.set(change.partition, from)
          return { ...next, from }
        },
      }
    },
  },
  {
    id: 'osproxy/no-migration-after-an-abort',
    violates: 'OSP-041',
    explain: 'After an abort the partition cannot be migrated until it is set again.',
    part: 'table',
    apply: (table) => {
      const aborted = new WeakSet<PartitionState>()
      return {
        apply: (state, change) => {
          if (change.kind === 'begin_migration' && state !== undefined && aborted.has(state)) return 'already_migrating'
          const next = table.apply(state, change)
          if (change.kind === 'abort_migration' && typeof next !== 'string') aborted.add(next)
          return next
        },
      }
    },
  },
  {
    id: 'osproxy/same-placement-is-accepted-once',
    violates: 'OSP-042',
    explain: 'A destination equal to the current placement is accepted the first time and refused later.',
    part: 'table',
    apply: (table) => {
      const moved = new Set<string>()
      return {
        apply: (state, change) => {
          const inPlace =
            change.kind === 'begin_migration' &&
            state?.state === 'active' &&
            samePlacement(state.placement, change.placement)
          if (inPlace && moved.has(change.partition)) return 'same_placement'
          if (inPlace) moved.add(change.partition)
          return table.apply(state, change)
        },
      }
    },
  },
  {
    id: 'osproxy/completion-writes-a-marker',
    violates: 'OSP-043',
    explain: 'Completion writes a marker document to the destination.',
    part: 'table',
    apply: (table, parts) => ({
      write: (partition, entry) => {
        const before = table.read(partition)
        table.write(partition, entry)
        if (before?.state.state !== 'migrating' || before.state.phase !== 'cutover' || entry.state.state !== 'active')
          return
        const { placement } = entry.state
        const marker = startOperation({ writeId: 'migrated', instance: 0, partition, action: 'index', queued: false })
        marker.route = { placement, epoch: entry.epoch, phase: 'settled' }
        marker.sentTo = targetOf(placement)
        if (samePlacement(placement, before.state.to)) parts.upstream.apply(marker)
      },
    }),
  },
  {
    id: 'osproxy/restart-settles-migrations',
    violates: 'OSP-053',
    explain: 'A restart brings partitions in cutover back as settled.',
    part: 'table',
    apply: (table, parts) => ({
      restart: () => {
        table.restart()
        for (const [partition, { state, epoch }] of [...parts.journal.entries()]) {
          if (state.state === 'active' || state.phase === 'draining') continue
          table.write(partition, { state: { state: 'active', placement: state.from }, epoch })
        }
      },
    }),
  },
  {
    id: 'osproxy/busy-store-reports-backend',
    violates: 'OSP-112',
    explain: 'A change that finds the store busy reports a backend failure instead of waiting.',
    part: 'table',
    apply: (table, parts) => ({
      *change(change) {
        if (!parts.locks.take(change.partition)) return backendFailure('store busy', true)
        parts.locks.free(change.partition)
        return yield* table.change(change)
      },
    }),
  },
  {
    id: 'osproxy/impossible-set-reports-backend',
    violates: 'OSP-112',
    explain: 'A set that the store refuses is reported as a failure of its backend.',
    part: 'table',
    apply: (table) => ({
      decide: (entry, change) => {
        const decision = table.decide(entry, change)
        return change.kind === 'set' && decision instanceof Refusal ? backendFailure('set refused', true) : decision
      },
    }),
  },
]
