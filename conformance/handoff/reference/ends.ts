import type { Failure } from '../../../spec/handoff/adapter.types.ts'
import type { Message } from '../../../spec/handoff/messages.types.ts'
import type { Channel } from './channels.ts'
import type { Handoff } from './handoffs.ts'
import type { Parts } from './parts.ts'
import type { HandoffEnd } from './supervisors.ts'

/** How a handoff ends without a Ready. */
export interface Ends {
  /** The child is killed and reaped, then both streams are closed; nothing is sent (HOF-044, HOF-109). */
  fail(handoff: Handoff, failure: Failure): void
  /** The seal took too long, or the incumbent is silent (HOF-076, HOF-117). */
  sealLate(handoff: Handoff, why: 'limit' | 'silence'): void
  /** The incumbent could not seal; it has the lock and goes on by itself (HOF-074). */
  sealFailed(handoff: Handoff, error: string): void
  /** After the seal: the successor is dead before the incumbent resumes (HOF-087, HOF-088). */
  abort(handoff: Handoff, reason: string): void
  /** Whether the successor is all that is left, and must not be killed. */
  onlySuccessorIsLeft(handoff: Handoff): boolean
  /** Tells the successor, as far as it can be told, and kills it. */
  dismiss(handoff: Handoff, reason: string, then: () => void): void
  /** Kills and reaps the child, if there is one. */
  kill(handoff: Handoff, then: () => void): void
  resumeIncumbent(handoff: Handoff, then: (written: boolean) => void): void
  /** Closes what is open and tells the end. */
  tell(handoff: Handoff, end: HandoffEnd): void
  notCommitted(handoff: Handoff, reason: string): void
}

export function createEnds(parts: Parts): Ends {
  const finish = (handoff: Handoff): boolean => {
    if (handoff.over) return false
    parts.waits.stop(handoff)
    handoff.over = true
    for (const heartbeat of handoff.heartbeats) heartbeat.cancel()
    return true
  }
  return {
    fail: (handoff, failure) => {
      if (finish(handoff))
        parts.ends.kill(handoff, () => parts.ends.tell(handoff, { failure, message: 'the handoff was given up' }))
    },
    sealLate: (handoff, why) => {
      if (!finish(handoff)) return
      const reason = why === 'limit' ? 'seal phase timed out' : 'incumbent unresponsive during seal'
      parts.ends.dismiss(handoff, reason, () => {
        parts.supervisors.forget(handoff.supervisor)
        parts.ends.tell(handoff, { failure: 'timeout', message: reason })
      })
    },
    sealFailed: (handoff, error) => {
      if (!finish(handoff)) return
      const reason = `seal failed: ${error}`
      parts.ends.dismiss(handoff, reason, () => {
        parts.supervisors.forget(handoff.supervisor)
        parts.ends.notCommitted(handoff, reason)
      })
    },
    abort: (handoff, reason) => {
      if (!finish(handoff)) return
      if (parts.ends.onlySuccessorIsLeft(handoff)) return parts.ends.tell(handoff, { failure: 'io', message: reason })
      parts.ends.dismiss(handoff, reason, () =>
        parts.ends.resumeIncumbent(handoff, (written) => {
          if (!written) return parts.ends.tell(handoff, { failure: 'io', message: reason })
          parts.handoffs.note(handoff, 'ResumingAfterAbort')
          parts.supervisors.forget(handoff.supervisor)
          parts.ends.notCommitted(handoff, reason)
        }),
      )
    },
    onlySuccessorIsLeft: ({ incumbent, successor }) =>
      parts.settings.strict() && isLost(parts, incumbent) && !isLost(parts, successor),
    dismiss: (handoff, reason, then) => {
      const kill = (): void => parts.ends.kill(handoff, then)
      const abort: Message = { type: 'Abort', handoff_id: handoff.id, reason }
      // A successor that does not read is not waited for.
      if (handoff.successor !== undefined && handoff.successor.writing === 0)
        parts.channels.send(handoff.successor, abort)
      kill()
    },
    kill: ({ child, supervisor: { host } }, then) => {
      if (child === undefined) return then()
      host.record({ event: 'killed' })
      child.kill(() => {
        host.record({ event: 'reaped' })
        then()
      })
    },
    resumeIncumbent: ({ incumbent, id }, then) => {
      if (incumbent === undefined) return then(false)
      parts.channels.send(incumbent, { type: 'ResumeAfterAbort', handoff_id: id }, (failure) =>
        then(failure === undefined),
      )
    },
    tell: (handoff, end) => {
      finish(handoff)
      if (handoff.successor !== undefined) parts.channels.close(handoff.successor)
      if (handoff.incumbent !== undefined) parts.channels.close(handoff.incumbent)
      handoff.tell(end)
    },
    notCommitted: (handoff, reason) =>
      parts.ends.tell(handoff, { outcome: { committed: false, handoff_id: handoff.id, reason } }),
  }
}

/** Whether the peer is gone, behind all that it sent. */
function isLost(parts: Parts, channel: Channel | undefined): boolean {
  while (channel !== undefined && !channel.lost && parts.channels.next(channel) !== undefined);
  return channel === undefined || channel.lost
}
