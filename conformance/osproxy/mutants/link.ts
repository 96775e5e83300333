import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Route } from '../reference/entry.ts'
import type { Parts } from '../reference/parts.ts'
import { backendFailure, Refusal, refuse } from '../reference/refusal.ts'

/** What controllers and proxies make of lost, late and failed calls of the store. */
export const linkMutants: readonly Mutant<Parts, 'link'>[] = [
  {
    id: 'osproxy/store-failure-has-no-code-of-its-own',
    violates: 'OSP-109',
    explain:
      'A store that fails is reported with the code of a refusal. Seen in the field while the store interface could not express failures.',
    part: 'link',
    apply: (link) => ({
      failure: (fault, change) => {
        const failure = link.failure(fault, change)
        return failure.code === 'backend' ? refuse('not_migrating') : failure
      },
    }),
  },
  {
    id: 'osproxy/reason-repeats-the-backend',
    violates: 'OSP-008',
    explain: 'The reason of a failure is whatever the backend said.',
    part: 'link',
    apply: (link) => ({
      failure: (fault, change) => {
        const failure = link.failure(fault, change)
        if (failure.code !== 'backend' || fault.reason === undefined) return failure
        return new Refusal('backend', failure.retryable, { ...failure.details, reason: fault.reason })
      },
    }),
  },
  {
    id: 'osproxy/reason-names-the-partition',
    violates: 'OSP-008',
    explain: 'The reason of a lost reply says which partition it was about.',
    part: 'link',
    apply: (link) => ({
      failure: (fault, change) => {
        const failure = link.failure(fault, change)
        if (fault.mode !== 'after_apply' || change === undefined) return failure
        const reason = `reply for ${change.partition} lost`
        return new Refusal(failure.code, failure.retryable, { ...failure.details, reason })
      },
    }),
  },
  {
    id: 'osproxy/reason-outgrows-its-limit',
    violates: 'OSP-008',
    explain: 'A prefix makes the reason longer than 200 characters when the backend is talkative.',
    part: 'link',
    apply: (link) => ({
      failure: (fault, change) => {
        const failure = link.failure(fault, change)
        const length = fault.reason?.length ?? 0
        const reason = `store: ${'.'.repeat(length)}`
        return length < 194 ? failure : new Refusal(failure.code, failure.retryable, { ...failure.details, reason })
      },
    }),
  },
  {
    id: 'osproxy/unknown-code-is-called-retryable',
    violates: 'OSP-014',
    explain: 'An unknown code from the store is passed on as safe to repeat.',
    part: 'link',
    apply: (link) => ({
      failure: (fault, change) => {
        const { code, details } = link.failure(fault, change)
        return new Refusal(code, code === 'backend' ? fault.retryable : true, details)
      },
    }),
  },
  {
    id: 'osproxy/barrier-masks-refusals',
    violates: 'OSP-074',
    explain: 'Completion while draining is told to wait.',
    part: 'link',
    apply: (link, parts) => ({
      *change(caller, change) {
        const answer = yield* link.change(caller, change)
        const masked = answer instanceof Refusal && answer.code === 'not_cutover'
        return masked ? new Refusal('barrier_pending', true, { remaining: parts.settings.barrier() }) : answer
      },
    }),
  },
  {
    id: 'osproxy/completion-is-unconditional',
    violates: 'OSP-080',
    explain: 'Completion does not name the cutover that it was decided for. Seen in the field.',
    part: 'link',
    apply: (link) => ({
      change: (caller, change) => {
        if (change.kind !== 'complete_migration') return link.change(caller, change)
        const { expect: _, ...unconditional } = change
        return link.change(caller, unconditional)
      },
    }),
  },
  {
    id: 'osproxy/completion-of-nothing-is-unconditional',
    violates: 'OSP-065',
    explain:
      'A completion that was read no entry asks the store unconditionally: by then the partition may be placed and in cutover.',
    part: 'link',
    apply: (link) => ({
      change: (caller, change) => {
        if (change.kind !== 'complete_migration' || change.expect !== 0n) return link.change(caller, change)
        const { expect: _, ...unconditional } = change
        return link.change(caller, unconditional)
      },
    }),
  },
  {
    id: 'osproxy/gate-verdicts-are-cached',
    violates: 'OSP-083',
    explain: 'An instance that saw a stamp admitted does not ask about it again.',
    part: 'link',
    apply: (link) => {
      const admitted = new Set<string>()
      return {
        *admit(caller, partition, stamp) {
          const key = `${caller.number} ${stamp} ${partition}`
          if (admitted.has(key)) return true
          const verdict = yield* link.admit(caller, partition, stamp)
          if (verdict === true) admitted.add(key)
          return verdict
        },
      }
    },
  },
  {
    id: 'osproxy/second-instance-lags',
    violates: 'OSP-084',
    explain: 'Every instance but the first learns of a change one request late.',
    part: 'link',
    apply: (link) => {
      const known = new Map<string, Route>()
      return {
        *resolve(caller, partition) {
          const route = yield* link.resolve(caller, partition)
          if (caller.number === 0 || route === undefined || route instanceof Refusal) return route
          const late = known.get(partition) ?? route
          known.set(partition, route)
          return late
        },
      }
    },
  },
  {
    id: 'osproxy/silent-gate-is-open',
    violates: 'OSP-085',
    explain: 'A write goes through when the gate cannot be asked.',
    part: 'link',
    apply: (link) => ({
      *admit(caller, partition, stamp) {
        const verdict = yield* link.admit(caller, partition, stamp)
        return verdict instanceof Refusal ? true : verdict
      },
    }),
  },
  {
    id: 'osproxy/silent-gate-looks-like-a-conflict',
    violates: 'OSP-085',
    explain: 'A gate that cannot be asked is answered like a stale stamp. Seen in the field.',
    part: 'link',
    apply: (link) => ({
      *admit(caller, partition, stamp) {
        const verdict = yield* link.admit(caller, partition, stamp)
        return verdict instanceof Refusal ? false : verdict
      },
    }),
  },
  {
    id: 'osproxy/lost-cutover-reply-leaves-half-a-change',
    violates: 'OSP-109',
    explain: 'When the reply of cutover is lost, the phase has changed but not the epoch.',
    part: 'link',
    apply: (link, parts) => ({
      failure: (fault, change) => {
        const entry = change === undefined ? undefined : parts.table.read(change.partition)
        if (fault.mode === 'after_apply' && change?.kind === 'enter_cutover' && entry?.state.state === 'migrating') {
          parts.table.write(change.partition, { ...entry, epoch: entry.epoch - 1n })
        }
        return link.failure(fault, change)
      },
    }),
  },
  {
    id: 'osproxy/lost-abort-takes-effect',
    violates: 'OSP-110',
    explain: 'An abort that was reported lost before it took effect is carried out.',
    part: 'link',
    apply: (link, parts) => ({
      *change(caller, change) {
        const before = parts.table.read(change.partition)
        const answer = yield* link.change(caller, change)
        const lost =
          answer instanceof Refusal && answer.code === 'backend' && parts.table.read(change.partition) === before
        if (lost && change.kind === 'abort_migration') yield* parts.table.change(change)
        return answer
      },
    }),
  },
  {
    id: 'osproxy/slow-transition-delays-the-others',
    violates: 'OSP-119',
    explain: 'While a change of one partition is under way, the store serves no other request.',
    part: 'link',
    apply: (link) => {
      let underway = 0
      return {
        *change(caller, change) {
          underway += 1
          const answer = yield* link.change(caller, change)
          underway -= 1
          return answer
        },
        *resolve(caller, partition) {
          while (underway > 0) yield 'blocked'
          return yield* link.resolve(caller, partition)
        },
        *admit(caller, partition, stamp) {
          while (underway > 0) yield 'blocked'
          return yield* link.admit(caller, partition, stamp)
        },
      }
    },
  },
  {
    id: 'osproxy/failed-writer-poisons-the-partition',
    violates: 'OSP-120',
    explain: 'After a change whose reply was lost the partition cannot be read through any caller.',
    part: 'link',
    apply: (link) => {
      const poisoned = new Set<string>()
      return {
        failure: (fault, change) => {
          if (fault.mode === 'after_apply' && change !== undefined) poisoned.add(change.partition)
          return link.failure(fault, change)
        },
        *state(caller, partition) {
          const answer = yield* link.state(caller, partition)
          return poisoned.has(partition) ? backendFailure('store poisoned', false) : answer
        },
      }
    },
  },
  {
    id: 'osproxy/lost-cutover-is-told-as-a-refusal',
    violates: 'OSP-109',
    explain: 'A cutover request that got lost is told as not_draining.',
    part: 'link',
    apply: (link) => ({
      failure: (fault, change) =>
        change?.kind === 'enter_cutover' ? refuse('not_draining') : link.failure(fault, change),
    }),
  },
  {
    id: 'osproxy/unreadable-state-is-told-as-no-partition',
    violates: 'OSP-109',
    explain: 'A controller that cannot read a state tells of a partition that does not exist. Seen in the field.',
    part: 'link',
    apply: (link) => ({
      *state(caller, partition) {
        const answer = yield* link.state(caller, partition)
        return answer instanceof Refusal ? undefined : answer
      },
    }),
  },
  {
    id: 'osproxy/reason-names-the-tenant-in-capitals',
    violates: 'OSP-008',
    explain: 'The reason of a failure names the partition in capitals.',
    part: 'link',
    apply: (link) => ({
      failure: (fault, change) => worded(link.failure(fault, change), change?.partition.toUpperCase()),
    }),
  },
  {
    id: 'osproxy/reason-names-the-tenant-in-base64',
    violates: 'OSP-008',
    explain: 'The reason of a failure names the partition in base64.',
    part: 'link',
    apply: (link) => ({
      failure: (fault, change) =>
        worded(
          link.failure(fault, change),
          change === undefined ? undefined : btoa(String.fromCharCode(...new TextEncoder().encode(change.partition))),
        ),
    }),
  },
  {
    id: 'osproxy/reason-begins-the-name-of-the-tenant',
    violates: 'OSP-008',
    explain: 'The reason of a failure has the first sixteen characters of the partition.',
    part: 'link',
    apply: (link) => ({
      failure: (fault, change) => worded(link.failure(fault, change), change?.partition.slice(0, 16)),
    }),
  },
  {
    id: 'osproxy/reason-has-an-address',
    violates: 'OSP-008',
    explain: 'The reason of a failure tells the address of an object, another one each time.',
    part: 'link',
    apply: (link) => {
      let address = 0x7f3a0000
      return {
        failure: (fault, change) => {
          address += 64
          return worded(link.failure(fault, change), address.toString(16))
        },
      }
    },
  },
]

/** The failure with more in its reason, if there is more. */
function worded(failure: Refusal, more: string | undefined): Refusal {
  const { reason } = failure.details
  if (more === undefined || typeof reason !== 'string') return failure
  return new Refusal(failure.code, failure.retryable, {
    ...failure.details,
    reason: `${reason}: ${more}`.slice(0, 200),
  })
}
