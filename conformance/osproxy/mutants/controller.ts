import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

/** Controllers that hold back, or let pass, what they should not. */
export const controllerMutants: readonly Mutant<Parts, 'controller'>[] = [
  {
    id: 'osproxy/unknown-code-is-no-obstacle',
    violates: 'OSP-014',
    explain: 'A controller that gets an unknown code when it reads the state goes on and flips.',
    part: 'controller',
    apply: (controller) => ({
      *state(number, partition) {
        const entry = yield* controller.state(number, partition)
        return entry instanceof Refusal && entry.code !== 'backend' ? undefined : entry
      },
    }),
  },
  {
    id: 'osproxy/barrier-counts-from-begin',
    violates: 'OSP-065',
    explain: 'The wait counts from the start of the migration.',
    part: 'controller',
    apply: (controller, parts) => {
      const begun = new Map<string, bigint>()
      return {
        *begin(number, partition, to) {
          const answer = yield* controller.begin(number, partition, to)
          if (!(answer instanceof Refusal)) begun.set(partition, parts.clock.now())
          return answer
        },
        *enter(number, partition) {
          const answer = yield* controller.enter(number, partition)
          const since = begun.get(partition)
          if (!(answer instanceof Refusal) && since !== undefined) {
            parts.waits.start(number, partition, { epoch: answer.epoch, since })
          }
          return answer
        },
      }
    },
  },
  {
    id: 'osproxy/polling-restarts-the-wait',
    violates: 'OSP-067',
    explain: 'Each refused completion starts the wait anew.',
    part: 'controller',
    apply: (controller, parts) => ({
      hold: (number, partition, epoch, now) => {
        const pending = controller.hold(number, partition, epoch, now)
        if (pending !== undefined) parts.waits.start(number, partition, { epoch, since: now })
        return pending
      },
    }),
  },
  {
    id: 'osproxy/polling-shortens-the-wait',
    violates: 'OSP-067',
    explain: 'Each refused completion takes a millisecond off the wait.',
    part: 'controller',
    apply: (controller, parts) => ({
      hold: (number, partition, epoch, now) => {
        const pending = controller.hold(number, partition, epoch, now)
        const wait = parts.waits.get(number, partition)
        if (pending !== undefined && wait !== undefined) {
          parts.waits.start(number, partition, { epoch, since: wait.since - 1_000_000n })
        }
        return pending
      },
    }),
  },
  {
    id: 'osproxy/wait-of-an-earlier-cutover-counts',
    violates: 'OSP-070',
    explain: 'A wait left over from a lost reply serves for the next cutover of the partition. Seen in the field.',
    part: 'controller',
    apply: (_, parts) => ({
      *enter(number, partition) {
        const answer = yield* parts.link.change({ role: 'controller', number }, { kind: 'enter_cutover', partition })
        if (!(answer instanceof Refusal)) {
          parts.waits.start(number, partition, { epoch: answer.epoch, since: parts.clock.now() })
        }
        return answer
      },
      hold: (number, partition, epoch, now) => {
        const wait = parts.waits.get(number, partition) ?? { epoch, since: now }
        parts.waits.start(number, partition, wait)
        const remaining = parts.barrier.left(number, wait, now)
        return remaining === 0n ? undefined : new Refusal('barrier_pending', true, { remaining })
      },
    }),
  },
  {
    id: 'osproxy/another-controllers-cutover-counts',
    violates: 'OSP-070',
    explain:
      'A controller takes the time since its own last cutover of the partition, also when another controller has started a new one.',
    part: 'controller',
    apply: (controller, parts) => ({
      hold: (number, partition, epoch, now) => {
        const wait = parts.waits.get(number, partition)
        return controller.hold(number, partition, wait?.epoch ?? epoch, now)
      },
    }),
  },
  {
    id: 'osproxy/new-controller-does-not-wait',
    violates: 'OSP-071',
    explain: 'A controller without a record of the cutover flips at once.',
    part: 'controller',
    apply: (controller, parts) => ({
      hold: (number, partition, epoch, now) =>
        parts.waits.get(number, partition) === undefined ? undefined : controller.hold(number, partition, epoch, now),
    }),
  },
  {
    id: 'osproxy/wait-begins-before-the-read',
    violates: 'OSP-071',
    explain:
      'A wait that begins at a look counts from before the state was read, so a cutover that is published meanwhile gets too little. Seen in the field.',
    part: 'controller',
    apply: (controller, parts) => ({
      hold: (number, partition, epoch, asked) => {
        if (parts.waits.get(number, partition)?.epoch !== epoch)
          parts.waits.start(number, partition, { epoch, since: asked })
        return controller.hold(number, partition, epoch, asked)
      },
    }),
  },
  {
    id: 'osproxy/unreadable-state-skips-the-wait',
    violates: 'OSP-072',
    explain: 'A state that cannot be read is taken for one that is not in cutover. Seen in the field.',
    part: 'controller',
    apply: (controller) => ({
      *state(number, partition) {
        const entry = yield* controller.state(number, partition)
        return entry instanceof Refusal && entry.code === 'backend' ? undefined : entry
      },
    }),
  },
  {
    id: 'osproxy/abort-waits-for-the-barrier',
    violates: 'OSP-073',
    explain: 'Abort in cutover is refused until the barrier has elapsed.',
    part: 'controller',
    apply: (controller, parts) => ({
      *abort(number, partition) {
        const wait = parts.waits.get(number, partition)
        const current = wait !== undefined && parts.table.read(partition)?.epoch === wait.epoch
        const remaining = current ? parts.barrier.left(number, wait, parts.clock.now()) : 0n
        if (remaining > 0n) return new Refusal('barrier_pending', true, { remaining })
        return yield* controller.abort(number, partition)
      },
    }),
  },
  {
    id: 'osproxy/failed-completion-waits-again',
    violates: 'OSP-075',
    explain: 'After a completion that failed at the store the whole wait starts again.',
    part: 'controller',
    apply: (controller, parts) => ({
      *complete(number, partition) {
        const answer = yield* controller.complete(number, partition)
        if (answer instanceof Refusal && answer.code === 'backend') parts.waits.end(number, partition)
        return answer
      },
    }),
  },
  {
    id: 'osproxy/failed-cutover-starts-the-wait',
    violates: 'OSP-076',
    explain: 'The wait counts from a cutover request that failed.',
    part: 'controller',
    apply: (controller, parts) => {
      const tried = new Map<string, bigint>()
      return {
        *enter(number, partition) {
          const answer = yield* controller.enter(number, partition)
          const since = tried.get(partition)
          if (!(answer instanceof Refusal)) {
            if (since !== undefined) parts.waits.start(number, partition, { epoch: answer.epoch, since })
            tried.delete(partition)
          } else if (answer.code === 'backend') tried.set(partition, since ?? parts.clock.now())
          return answer
        },
      }
    },
  },
  {
    id: 'osproxy/fourth-poll-flips',
    violates: 'OSP-078',
    explain: 'After three refusals the fourth completion flips although no time has passed.',
    part: 'controller',
    apply: (controller) => {
      const polls = new Map<bigint, number>()
      return {
        hold: (number, partition, epoch, now) => {
          const poll = (polls.get(epoch) ?? 0) + 1
          polls.set(epoch, poll)
          return poll > 3 ? undefined : controller.hold(number, partition, epoch, now)
        },
      }
    },
  },
  {
    id: 'osproxy/repeated-cutover-ends-the-wait',
    violates: 'OSP-110',
    explain: 'A repeated cutover request that is refused ends the wait.',
    part: 'controller',
    apply: (controller, parts) => ({
      *enter(number, partition) {
        const answer = yield* controller.enter(number, partition)
        const wait = parts.waits.get(number, partition)
        if (answer instanceof Refusal && wait !== undefined) {
          parts.waits.start(number, partition, { ...wait, since: wait.since - parts.barrier.length(number) })
        }
        return answer
      },
    }),
  },
  {
    id: 'osproxy/pending-barrier-is-called-final',
    violates: 'OSP-113',
    explain: 'A completion that came too early is told not to be tried again.',
    part: 'controller',
    apply: (controller) => ({
      hold: (number, partition, epoch, now) => {
        const pending = controller.hold(number, partition, epoch, now)
        return pending === undefined ? undefined : new Refusal(pending.code, false, pending.details)
      },
    }),
  },
]
