import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'
import { targetOf } from '../reference/placement.ts'

/** Writes that are gated or sent wrongly, once they are stamped. */
export const dispatchMutants: readonly Mutant<Parts, 'dispatch'>[] = [
  {
    id: 'osproxy/reject-in-cutover-is-final',
    violates: 'OSP-005',
    explain: 'A write rejected in cutover is told not to be tried again.',
    part: 'dispatch',
    apply: (dispatch) => ({
      *gate(operation) {
        yield* dispatch.gate(operation)
        const final = operation.end === staleEpoch && operation.route?.phase === 'cutover'
        if (final) operation.end = { ...staleEpoch, retryable: false }
      },
    }),
  },
  {
    id: 'osproxy/draining-writes-are-sent-ahead',
    violates: 'OSP-022',
    explain: 'A proxy sends the writes of a draining partition to its destination.',
    part: 'dispatch',
    apply: (dispatch, parts) => ({
      send: (operation) => {
        const state = parts.table.read(operation.partition ?? '')?.state
        const ahead = operation.route?.phase === 'draining' && state?.state === 'migrating'
        if (ahead && operation.route !== undefined) operation.route = { ...operation.route, placement: state.to }
        dispatch.send(operation)
      },
    }),
  },
  {
    id: 'osproxy/deadline-is-one-nanosecond-longer',
    violates: 'OSP-069',
    explain: 'A write is still applied one nanosecond after its deadline.',
    part: 'dispatch',
    apply: (dispatch, parts) => ({
      late: (operation) => {
        const { gatedAt } = operation
        const just = gatedAt !== undefined && parts.clock.elapsed() - gatedAt === parts.settings.deadline() + 1n
        return dispatch.late(operation) && !just
      },
    }),
  },
  {
    id: 'osproxy/rejected-write-aborts-the-migration',
    violates: 'OSP-081',
    explain: 'A delete that is rejected in cutover aborts the migration.',
    part: 'dispatch',
    apply: (dispatch, parts) => ({
      *gate(operation) {
        yield* dispatch.gate(operation)
        const { end, action, route, partition } = operation
        if (end !== staleEpoch || action !== 'delete' || route?.phase !== 'cutover' || partition === undefined) return
        yield* parts.table.change({ kind: 'abort_migration', partition })
      },
    }),
  },
  {
    id: 'osproxy/gate-verdict-comes-from-the-resolve',
    violates: 'OSP-083',
    explain: 'A write is gated by the phase that it was routed in.',
    part: 'dispatch',
    apply: (_, parts) => ({
      *gate(operation) {
        yield 'next'
        if (operation.route?.phase === 'cutover') operation.end = staleEpoch
        operation.gatedAt = parts.clock.elapsed()
      },
    }),
  },
  {
    id: 'osproxy/stamp-is-taken-at-the-gate',
    violates: 'OSP-086',
    explain: 'A write is stamped with the epoch that the partition has at the gate.',
    part: 'dispatch',
    apply: (dispatch, parts) => ({
      *gate(operation) {
        const { route, partition } = operation
        const entry = partition === undefined ? undefined : parts.table.read(partition)
        if (route !== undefined && entry !== undefined) operation.route = { ...route, epoch: entry.epoch }
        yield* dispatch.gate(operation)
      },
    }),
  },
  {
    id: 'osproxy/rejected-deletes-reach-the-cluster',
    violates: 'OSP-087',
    explain: 'A delete that the gate rejects is sent all the same.',
    part: 'dispatch',
    apply: (dispatch, parts) => ({
      *gate(operation) {
        yield* dispatch.gate(operation)
        if (operation.end !== staleEpoch || operation.action !== 'delete' || operation.route === undefined) return
        parts.upstream.apply({ ...operation, sentTo: targetOf(operation.route.placement) })
      },
    }),
  },
  {
    id: 'osproxy/rejection-has-another-code',
    violates: 'OSP-088',
    explain: 'A write that was overtaken is answered as a version conflict.',
    part: 'dispatch',
    apply: (dispatch) => ({
      *gate(operation) {
        yield* dispatch.gate(operation)
        const overtaken = operation.end === staleEpoch && operation.route?.phase !== 'cutover'
        if (overtaken) operation.end = { ...staleEpoch, code: 'version_conflict' }
      },
    }),
  },
  {
    id: 'osproxy/queued-writes-are-not-gated',
    violates: 'OSP-090',
    explain:
      'Asynchronous writes are queued without asking the gate, although they are declared gated. Seen in the field.',
    part: 'dispatch',
    apply: (dispatch) => ({ gated: (operation) => !operation.queued && dispatch.gated(operation) }),
  },
  {
    id: 'osproxy/queued-deletes-are-not-gated',
    violates: 'OSP-090',
    explain: 'Asynchronous writes are gated, but deletes among them are not.',
    part: 'dispatch',
    apply: (dispatch) => ({
      gated: (operation) => !(operation.queued && operation.action === 'delete') && dispatch.gated(operation),
    }),
  },
  {
    id: 'osproxy/deletes-skip-the-gate',
    violates: 'OSP-091',
    explain: 'Deletes are sent without asking the gate.',
    part: 'dispatch',
    apply: (dispatch) => ({ gated: (operation) => operation.action !== 'delete' && dispatch.gated(operation) }),
  },
  {
    id: 'osproxy/request-path-skips-the-gate',
    violates: 'OSP-091',
    explain: 'The gate exists but no request asks it. Seen in the field.',
    part: 'dispatch',
    apply: () => ({ gated: () => false }),
  },
  {
    id: 'osproxy/draining-writes-are-doubled',
    violates: 'OSP-095',
    explain: 'While a partition drains, its writes go to both placements.',
    part: 'dispatch',
    apply: (dispatch, parts) => ({
      send: (operation) => {
        dispatch.send(operation)
        const state = parts.table.read(operation.partition ?? '')?.state
        if (operation.sentTo === undefined || state?.state !== 'migrating' || state.phase !== 'draining') return
        parts.upstream.apply({ ...operation, sentTo: targetOf(state.to) })
      },
    }),
  },
  {
    id: 'osproxy/write-follows-the-partition',
    violates: 'OSP-096',
    explain: 'A write that passed the gate is sent to where the partition is when it is sent.',
    part: 'dispatch',
    apply: (dispatch, parts) => ({
      send: (operation) => {
        const { route, partition } = operation
        const entry = partition === undefined ? undefined : parts.table.read(partition)
        if (route !== undefined && entry !== undefined) {
          operation.route = { ...route, placement: parts.destinations.read(entry.state) }
        }
        dispatch.send(operation)
      },
    }),
  },
  {
    id: 'osproxy/deadline-starts-at-send',
    violates: 'OSP-107',
    explain: 'The deadline of a write starts when it is sent. Seen in the field.',
    part: 'dispatch',
    apply: (dispatch, parts) => ({
      send: (operation) => {
        operation.gatedAt = parts.clock.elapsed()
        dispatch.send(operation)
      },
    }),
  },
  {
    id: 'osproxy/deadline-is-forgotten-while-waiting',
    violates: 'OSP-107',
    explain: 'Only writes in flight have a deadline; one that waits to be sent has none.',
    part: 'dispatch',
    apply: (dispatch) => ({ late: (operation) => operation.sentTo !== undefined && dispatch.late(operation) }),
  },
  {
    id: 'osproxy/rejection-costs-the-next-write-too',
    violates: 'OSP-117',
    explain: 'After a rejection an instance rejects the next write of the partition as well.',
    part: 'dispatch',
    apply: (dispatch) => {
      const penalised = new Set<string>()
      return {
        *gate(operation) {
          const key = `${operation.instance} ${operation.partition}`
          if (penalised.delete(key)) operation.end ??= staleEpoch
          else {
            yield* dispatch.gate(operation)
            if (operation.end === staleEpoch) penalised.add(key)
          }
        },
      }
    },
  },
  {
    id: 'osproxy/queued-creates-of-another-instance-are-not-gated',
    violates: 'OSP-090',
    explain: 'Where asynchronous writes are gated, those that create a document through the second instance are not.',
    part: 'dispatch',
    apply: (dispatch) => ({
      gated: (operation) =>
        dispatch.gated(operation) && !(operation.queued && operation.action === 'create' && operation.instance === 1),
    }),
  },
]
