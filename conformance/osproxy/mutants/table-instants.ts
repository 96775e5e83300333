import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import type { Placement } from '../reference/placement.ts'
import { Refusal } from '../reference/refusal.ts'

/** Changes and reads of the store that are not of one instant. */
export const tableInstantsMutants: readonly Mutant<Parts, 'table'>[] = [
  {
    id: 'osproxy/resolve-joins-two-reads',
    violates: 'OSP-012',
    explain: 'A resolve reads the placement first and the epoch a moment later.',
    part: 'table',
    apply: (_, parts) => ({
      *resolve(partition) {
        const first = yield* parts.table.look(partition)
        const second = yield* parts.table.look(partition)
        if (first === undefined || second === undefined) return undefined
        const { read, label } = parts.destinations
        return { placement: read(first.state), epoch: second.epoch, phase: label(first.state) }
      },
    }),
  },
  {
    id: 'osproxy/entry-vanishes-while-it-is-replaced',
    violates: 'OSP-017',
    explain: 'While a change is being written, readers find no entry.',
    part: 'table',
    apply: (table, parts) => {
      const replacing = new Set<string>()
      return {
        *change(change) {
          replacing.add(change.partition)
          const answer = yield* table.change(change)
          replacing.delete(change.partition)
          return answer
        },
        *look(partition) {
          yield 'next'
          return replacing.has(partition) ? undefined : parts.table.read(partition)
        },
      }
    },
  },
  {
    id: 'osproxy/begin-takes-no-lock',
    violates: 'OSP-044',
    explain: 'Begin reads, decides and writes without a lock.',
    part: 'table',
    apply: (table, parts) => ({
      *change(change) {
        if (change.kind !== 'begin_migration') return yield* table.change(change)
        const entry = parts.table.read(change.partition)
        yield 'next'
        const decision = parts.table.decide(entry, change)
        yield 'next'
        if (!(decision instanceof Refusal)) parts.table.write(change.partition, decision)
        return decision
      },
    }),
  },
  {
    id: 'osproxy/set-draws-its-epoch-before-the-lock',
    violates: 'OSP-051',
    explain:
      'A set draws its epoch before it has the lock, so that of two sets the older epoch may stay. Seen in the field.',
    part: 'table',
    apply: (table, parts) => ({
      *change(change) {
        const decision = parts.table.decide(parts.table.read(change.partition), change)
        if (change.kind !== 'set' || decision instanceof Refusal) return yield* table.change(change)
        parts.epochs.take(change.partition, decision.epoch)
        yield 'next'
        while (!parts.locks.take(change.partition)) yield 'blocked'
        yield 'next'
        parts.table.write(change.partition, decision)
        parts.locks.free(change.partition)
        return decision
      },
    }),
  },
  {
    id: 'osproxy/first-resolve-after-a-flip-yields-the-origin',
    violates: 'OSP-060',
    explain: 'The first resolve after a flip still yields the origin.',
    part: 'table',
    apply: (table) => {
      const left = new Map<string, Placement>()
      return {
        write: (partition, entry) => {
          const state = table.read(partition)?.state
          left.delete(partition)
          if (state?.state === 'migrating' && state.phase === 'cutover' && entry.state.state === 'active') {
            left.set(partition, state.from)
          }
          table.write(partition, entry)
        },
        *resolve(partition) {
          const route = yield* table.resolve(partition)
          const placement = left.get(partition)
          left.delete(partition)
          return route === undefined || placement === undefined ? route : { ...route, placement }
        },
      }
    },
  },
  {
    id: 'osproxy/cutover-publishes-its-epoch-first',
    violates: 'OSP-064',
    explain:
      'The epoch of a cutover is visible a moment before its phase. Seen in the field in a port of the protocol.',
    part: 'table',
    apply: (table, parts) => ({
      *change(change) {
        if (change.kind !== 'enter_cutover') return yield* table.change(change)
        while (!parts.locks.take(change.partition)) yield 'blocked'
        const entry = parts.table.read(change.partition)
        const decision = parts.table.decide(entry, change)
        if (!(decision instanceof Refusal) && entry !== undefined) {
          parts.table.write(change.partition, { ...entry, epoch: decision.epoch })
          yield 'next'
          parts.table.write(change.partition, decision)
        }
        parts.locks.free(change.partition)
        return decision
      },
    }),
  },
  {
    id: 'osproxy/gate-reads-epoch-before-phase',
    violates: 'OSP-064',
    explain: 'The gate reads the epoch first and the phase a moment later.',
    part: 'table',
    apply: (_, parts) => ({
      *admit(partition, stamp) {
        const first = yield* parts.table.look(partition)
        const second = yield* parts.table.look(partition)
        if (first === undefined || second === undefined) return false
        return parts.gate.admits({ state: second.state, epoch: first.epoch }, stamp)
      },
    }),
  },
]
