import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { PartitionState } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'
import { samePlacement } from '../reference/placement.ts'
import { Refusal, refuse } from '../reference/refusal.ts'
import type { Change } from '../reference/table.ts'

/** Changes, refusals and reads after which an entry has the wrong epoch. */
export const tableEpochsMutants: readonly Mutant<Parts, 'table'>[] = [
  {
    id: 'osproxy/completion-answers-the-cutover-epoch',
    violates: 'OSP-011',
    explain: 'Completion answers the epoch of the cutover that it ended.',
    part: 'table',
    apply: (table, parts) => ({
      *change(change) {
        const before = parts.table.read(change.partition)
        const answer = yield* table.change(change)
        if (change.kind !== 'complete_migration' || answer instanceof Refusal || before === undefined) return answer
        return { ...answer, epoch: before.epoch }
      },
    }),
  },
  {
    id: 'osproxy/same-placement-keeps-its-epoch',
    violates: 'OSP-025',
    explain: 'Setting the placement that a partition already has changes nothing.',
    part: 'table',
    apply: (table) => ({
      decide: (entry, change) => {
        const idle =
          change.kind === 'set' &&
          entry?.state.state === 'active' &&
          samePlacement(entry.state.placement, change.placement)
        return idle ? entry : table.decide(entry, change)
      },
    }),
  },
  {
    id: 'osproxy/refused-begin-takes-a-number',
    violates: 'OSP-040',
    explain: 'A refused begin uses up a number of the generation.',
    part: 'table',
    apply: (table, parts) => ({
      decide: (entry, change) => {
        const decision = table.decide(entry, change)
        const number = parts.epochs.next(change.partition)
        if (change.kind === 'begin_migration' && decision instanceof Refusal && number !== undefined) {
          parts.epochs.take(change.partition, number)
        }
        return decision
      },
    }),
  },
  {
    id: 'osproxy/refused-cutover-renews-the-epoch',
    violates: 'OSP-040',
    explain: 'A second cutover request is refused but gives the partition a fresh epoch.',
    part: 'table',
    apply: (table, parts) => ({
      decide: (entry, change) => {
        const decision = table.decide(entry, change)
        const epoch = parts.epochs.next(change.partition)
        const again = decision instanceof Refusal && decision.code === 'not_draining'
        if (again && entry !== undefined && epoch !== undefined)
          parts.table.write(change.partition, { ...entry, epoch })
        return decision
      },
    }),
  },
  {
    id: 'osproxy/begin-keeps-the-epoch',
    violates: 'OSP-046',
    explain: 'Begin does not change the epoch. Seen in the field in a port of the protocol.',
    part: 'table',
    apply: (table) => ({
      decide: (entry, change) => {
        const decision = table.decide(entry, change)
        if (change.kind !== 'begin_migration' || decision instanceof Refusal || entry === undefined) return decision
        return { ...decision, epoch: entry.epoch }
      },
    }),
  },
  {
    id: 'osproxy/abort-restores-the-epoch',
    violates: 'OSP-046',
    explain: 'Abort gives the partition the epoch back that it had before the migration.',
    part: 'table',
    apply: (table) => {
      const before = new Map<string, bigint>()
      return {
        decide: (entry, change) => {
          const decision = table.decide(entry, change)
          if (decision instanceof Refusal || entry === undefined) return decision
          if (change.kind === 'begin_migration') before.set(change.partition, entry.epoch)
          if (change.kind !== 'abort_migration') return decision
          return { ...decision, epoch: before.get(change.partition) ?? decision.epoch }
        },
      }
    },
  },
  {
    id: 'osproxy/placing-again-reuses-the-epoch',
    violates: 'OSP-047',
    explain:
      'A partition that never moved keeps its epoch when it is placed elsewhere. Seen in the field in a port of the protocol.',
    part: 'table',
    apply: (table) => {
      const moved = new Set<string>()
      return {
        decide: (entry, change) => {
          const decision = table.decide(entry, change)
          if (decision instanceof Refusal || entry === undefined) return decision
          if (change.kind === 'begin_migration') moved.add(change.partition)
          if (moved.has(change.partition)) return decision
          return { ...decision, epoch: entry.epoch }
        },
      }
    },
  },
  {
    id: 'osproxy/aborted-epoch-is-given-again',
    violates: 'OSP-047',
    explain: 'The migration after an abort gets the epochs of the aborted one.',
    part: 'table',
    apply: (table) => {
      const draining = new Map<string, bigint>()
      const aborted = new Set<string>()
      return {
        decide: (entry, change) => {
          const decision = table.decide(entry, change)
          if (decision instanceof Refusal) return decision
          if (change.kind === 'abort_migration') aborted.add(change.partition)
          if (change.kind !== 'begin_migration') return decision
          const again = aborted.has(change.partition) ? draining.get(change.partition) : undefined
          draining.set(change.partition, decision.epoch)
          return again === undefined ? decision : { ...decision, epoch: again }
        },
      }
    },
  },
  {
    id: 'osproxy/neighbours-get-a-fresh-epoch',
    violates: 'OSP-048',
    explain: 'A change renews the epochs of all settled partitions at the placement that it leaves.',
    part: 'table',
    apply: (table, parts) => ({
      write: (partition, entry) => {
        const left = table.read(partition)
        table.write(partition, entry)
        if (left?.state.state !== 'migrating' || entry.state.state !== 'active') return
        for (const [other, { state }] of [...parts.journal.entries()]) {
          const epoch = parts.epochs.next(other)
          const neighbour =
            other !== partition && state.state === 'active' && samePlacement(state.placement, left.state.from)
          if (neighbour && epoch !== undefined) table.write(other, { state, epoch })
        }
      },
    }),
  },
  {
    id: 'osproxy/rejecting-takes-a-number',
    violates: 'OSP-049',
    explain: 'A gate check that rejects uses up a number of the generation.',
    part: 'table',
    apply: (table, parts) => ({
      *admit(partition, stamp) {
        const admitted = yield* table.admit(partition, stamp)
        const number = parts.epochs.next(partition)
        if (!admitted && number !== undefined) parts.epochs.take(partition, number)
        return admitted
      },
    }),
  },
  {
    id: 'osproxy/reading-a-cutover-ends-it',
    violates: 'OSP-049',
    explain: 'The fourth resolve in one cutover aborts the migration.',
    part: 'table',
    apply: (table, parts) => {
      const looks = new WeakMap<PartitionState, number>()
      return {
        *resolve(partition) {
          const state = parts.table.read(partition)?.state
          const seen = state === undefined ? 0 : (looks.get(state) ?? 0) + 1
          if (state !== undefined) looks.set(state, seen)
          const inCutover = state?.state === 'migrating' && state.phase === 'cutover'
          const answer = yield* table.resolve(partition)
          if (inCutover && seen === 4) yield* parts.table.change({ kind: 'abort_migration', partition })
          return answer
        },
      }
    },
  },
  {
    id: 'osproxy/restart-forgets-the-generation',
    violates: 'OSP-053',
    explain: 'A restart keeps the entries but counts epochs from the start again.',
    part: 'table',
    apply: (table, parts) => ({
      restart: () => {
        table.restart()
        parts.epochs.forget()
      },
    }),
  },
  {
    id: 'osproxy/second-copy-renews-the-epoch',
    violates: 'OSP-114',
    explain: 'The second copy of a request is refused but gives the partition a fresh epoch.',
    part: 'table',
    apply: (table, parts) => {
      const seen = new WeakSet<Change>()
      return {
        *change(change) {
          const answer = yield* table.change(change)
          const entry = parts.table.read(change.partition)
          const epoch = parts.epochs.next(change.partition)
          const copy = seen.has(change) && answer instanceof Refusal
          if (copy && entry !== undefined && epoch !== undefined)
            parts.table.write(change.partition, { ...entry, epoch })
          seen.add(change)
          return answer
        },
      }
    },
  },
  {
    id: 'osproxy/expected-epoch-is-ignored',
    violates: 'OSP-115',
    explain:
      'The expected epoch of an abort is ignored, so that a late one hits the next migration. Seen in the field.',
    part: 'table',
    apply: (table) => ({
      decide: (entry, change) => {
        if (change.kind !== 'abort_migration') return table.decide(entry, change)
        const { expect: _, ...unconditional } = change
        return table.decide(entry, unconditional)
      },
    }),
  },
  {
    id: 'osproxy/expected-epoch-may-be-older',
    violates: 'OSP-115',
    explain: 'A change is refused only if it expects a later epoch than the current one.',
    part: 'table',
    apply: (table) => ({
      decide: (entry, change) => {
        const older = change.expect !== undefined && entry !== undefined && change.expect < entry.epoch
        return table.decide(entry, older ? { ...change, expect: entry.epoch } : change)
      },
    }),
  },
  {
    id: 'osproxy/expected-epoch-is-checked-after-the-phase',
    violates: 'OSP-115',
    explain: 'A change in the wrong phase is refused because of it although it expects another epoch.',
    part: 'table',
    apply: (table) => ({
      decide: (entry, change) => {
        const decision = table.decide(entry, change)
        if (!(decision instanceof Refusal) || decision.code !== 'stale_epoch') return decision
        const state = table.apply(entry?.state, change)
        return typeof state === 'string' ? refuse(state) : decision
      },
    }),
  },
  {
    id: 'osproxy/expected-epoch-is-checked-first',
    violates: 'OSP-115',
    explain: 'A change of an unknown partition that expects an epoch is refused with stale_epoch.',
    part: 'table',
    apply: (table) => ({
      decide: (entry, change) =>
        entry === undefined && change.expect !== undefined ? refuse('stale_epoch') : table.decide(entry, change),
    }),
  },
]
