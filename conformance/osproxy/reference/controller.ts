import type { Caller } from './caller.ts'
import type { Entry } from './entry.ts'
import type { Parts } from './parts.ts'
import type { Placement } from './placement.ts'
import { Refusal } from './refusal.ts'
import type { Steps } from './steps.ts'

/** Drives migrations through the store; holds a completion back until the drain barrier has elapsed. */
export interface Controller {
  begin(controller: number, partition: string, to: Placement): Steps<Entry | Refusal>
  enter(controller: number, partition: string): Steps<Entry | Refusal>
  complete(controller: number, partition: string): Steps<Entry | Refusal>
  /**
   * What a completion does about the cutover that it read: undefined to go on, or why not yet. The wait on record is judged by
   * the time at which the state was `asked` for; one that begins here begins at the time of the answer.
   */
  hold(controller: number, partition: string, epoch: bigint, asked: bigint): Refusal | undefined
  abort(controller: number, partition: string): Steps<Entry | Refusal>
  state(controller: number, partition: string): Steps<Entry | undefined | Refusal>
  /** Loses the controller's memory; it comes back with another barrier if one is given. */
  restart(controller: number, barrier: bigint | undefined): void
}

export function createController(parts: Parts): Controller {
  const caller = (number: number): Caller => ({ role: 'controller', number })
  return {
    begin: (controller, partition, to) =>
      parts.link.change(caller(controller), { kind: 'begin_migration', partition, placement: to }),
    *enter(controller, partition) {
      const answer = yield* parts.link.change(caller(controller), { kind: 'enter_cutover', partition })
      // The clock is read after the answer: that can only lengthen the wait.
      if (!(answer instanceof Refusal)) {
        parts.waits.start(controller, partition, { epoch: answer.epoch, since: parts.clock.now() })
      } else if (answer.details.definite === false) parts.waits.end(controller, partition)
      return answer
    },
    *complete(controller, partition) {
      const asked = parts.clock.now()
      const entry = yield* parts.controller.state(controller, partition)
      // What cannot be read is not flipped (OSP-072).
      if (entry instanceof Refusal) return entry
      if (entry?.state.state === 'migrating' && entry.state.phase === 'cutover') {
        const pending = parts.controller.hold(controller, partition, entry.epoch, asked)
        if (pending !== undefined) return pending
      }
      // Conditional on what was read, which may be past: no other cutover is flipped by mistake (OSP-080). 0 is "never placed".
      const change = { kind: 'complete_migration', partition, expect: entry?.epoch ?? 0n } as const
      const answer = yield* parts.link.change(caller(controller), change)
      if (!(answer instanceof Refusal)) parts.waits.end(controller, partition)
      return answer
    },
    hold: (controller, partition, epoch, asked) => {
      let wait = parts.waits.get(controller, partition)
      if (wait?.epoch !== epoch) {
        // Not `asked`: the cutover may have been published since.
        wait = { epoch, since: parts.clock.now() }
        parts.waits.start(controller, partition, wait)
      }
      const remaining = parts.barrier.left(controller, wait, asked)
      return remaining === 0n ? undefined : new Refusal('barrier_pending', true, { remaining })
    },
    *abort(controller, partition) {
      const answer = yield* parts.link.change(caller(controller), { kind: 'abort_migration', partition })
      if (!(answer instanceof Refusal)) parts.waits.end(controller, partition)
      return answer
    },
    state: (controller, partition) => parts.link.state(caller(controller), partition),
    restart: (controller, barrier) => {
      parts.waits.forget(controller)
      if (barrier !== undefined) parts.barrier.change(controller, barrier)
    },
  }
}
