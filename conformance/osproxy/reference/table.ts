import type { Entry, PartitionState, Route } from './entry.ts'
import type { Parts } from './parts.ts'
import type { Placement } from './placement.ts'
import { Refusal, refuse } from './refusal.ts'
import type { Steps } from './steps.ts'

export type ChangeKind = 'set' | 'begin_migration' | 'enter_cutover' | 'complete_migration' | 'abort_migration'

/** A request to change one partition. */
export type Change = {
  readonly partition: string
  /** Refuse unless the partition is at this epoch (OSP-115). */
  readonly expect?: bigint
} & (
  | { readonly kind: 'set' | 'begin_migration'; readonly placement: Placement }
  | { readonly kind: 'enter_cutover' | 'complete_migration' | 'abort_migration' }
)

/** The placement store: one entry per partition, replaced under a lock, read without one. */
export interface Table {
  change(change: Change): Steps<Entry | Refusal>
  /** The new entry, or why there is none. Changes nothing (OSP-040). */
  decide(entry: Entry | undefined, change: Change): Entry | Refusal
  /** What the change makes of a known or unknown partition's state; the code of a refusal otherwise. */
  apply(state: PartitionState | undefined, change: Change): PartitionState | string
  read(partition: string): Entry | undefined
  /** Replaces the entry: the instant at which a change takes effect. */
  write(partition: string, entry: Entry): void
  look(partition: string): Steps<Entry | undefined>
  resolve(partition: string): Steps<Route | undefined>
  admit(partition: string, stamp: bigint): Steps<boolean>
  /** Stops and starts as a crash would: memory is lost, the journal is not. */
  restart(): void
}

export function createTable(parts: Parts): Table {
  const entries = new Map<string, Entry>()
  return {
    *change(change) {
      while (!parts.locks.take(change.partition)) yield 'blocked'
      yield 'next'
      const entry = parts.table.read(change.partition)
      yield 'next'
      const decision = parts.table.decide(entry, change)
      yield 'next'
      if (!(decision instanceof Refusal)) parts.table.write(change.partition, decision)
      yield 'next'
      parts.locks.free(change.partition)
      return decision
    },
    decide: (entry, change) => {
      if (entry === undefined && change.kind !== 'set') return refuse('unknown_partition')
      if (change.expect !== undefined && change.expect !== entry?.epoch) return refuse('stale_epoch')
      const state = parts.table.apply(entry?.state, change)
      if (typeof state === 'string') return refuse(state)
      const epoch = parts.epochs.next(change.partition)
      return epoch === undefined ? refuse('epoch_exhausted') : { state, epoch }
    },
    apply: (state, change) => {
      if (change.kind === 'set') return parts.transitions.set(state, change.placement)
      if (state === undefined) return 'unknown_partition'
      switch (change.kind) {
        case 'begin_migration':
          return parts.transitions.begin(state, change.placement)
        case 'enter_cutover':
          return parts.transitions.enter(state)
        case 'complete_migration':
          return parts.transitions.complete(state)
        case 'abort_migration':
          return parts.transitions.abort(state)
      }
    },
    read: (partition) => entries.get(partition),
    write: (partition, entry) => {
      entries.set(partition, entry)
      parts.epochs.take(partition, entry.epoch)
      parts.journal.note(partition, entry)
    },
    *look(partition) {
      yield 'next'
      return parts.table.read(partition)
    },
    *resolve(partition) {
      const entry = yield* parts.table.look(partition)
      if (entry === undefined) return undefined
      const { state, epoch } = entry
      return { placement: parts.destinations.read(state), epoch, phase: parts.destinations.label(state) }
    },
    *admit(partition, stamp) {
      const entry = yield* parts.table.look(partition)
      return parts.gate.admits(entry, stamp)
    },
    restart: () => {
      entries.clear()
      parts.epochs.forget()
      for (const [partition, entry] of parts.journal.entries()) {
        entries.set(partition, entry)
        parts.epochs.take(partition, entry.epoch)
      }
    },
  }
}
