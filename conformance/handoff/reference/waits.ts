import type { Channel, Input } from './channels.ts'
import type { Handoff } from './handoffs.ts'
import type { Timer } from './host.ts'
import type { Parts } from './parts.ts'

/** What a handoff waits for: the next input of a peer that is no sign of life. */
export interface Wait {
  readonly channel: Channel
  /** When it is over, on the clock of the host (HOF-118). */
  readonly until: number
  /** Whether signs of life are taken, and their absence counts (HOF-063, HOF-117). */
  readonly silence: boolean
  readonly take: (input: Input) => void
  readonly late: (why: 'limit' | 'silence') => void
  timer?: Timer
}

/** Waiting for a peer, and for how long. */
export interface Waits {
  start(handoff: Handoff, wait: Wait): void
  /** Takes what is there. */
  pump(handoff: Handoff, wait: Wait): void
  /** Whether the input only says that the peer is alive. */
  isSignOfLife(input: Input): boolean
  /** Ends the wait when its time has come. */
  arm(handoff: Handoff, wait: Wait): void
  stop(handoff: Handoff): void
  /** Limit of Drained, from now on (HOF-062, HOF-124). */
  drainLimit(handoff: Handoff, now: number): number
  /** Limit of the end of the seal, from the call on (HOF-076). */
  sealLimit(handoff: Handoff): number
  /** Limit of Ready, from now on (HOF-086). */
  readyLimit(handoff: Handoff, now: number): number
}

export function createWaits(parts: Parts): Waits {
  const current = (handoff: Handoff, wait: Wait): boolean => handoff.wait === wait && !handoff.over
  return {
    start: (handoff, wait) => {
      parts.waits.stop(handoff)
      handoff.wait = wait
      // Silence counts from here: before, nobody listened.
      wait.channel.heardAt = handoff.supervisor.host.now()
      wait.channel.stream.onReadable(() => parts.waits.pump(handoff, wait))
      parts.waits.arm(handoff, wait)
      parts.waits.pump(handoff, wait)
    },
    pump: (handoff, wait) => {
      while (current(handoff, wait)) {
        const input = parts.channels.next(wait.channel)
        if (input === undefined) return
        if (wait.silence && parts.waits.isSignOfLife(input)) continue
        parts.waits.stop(handoff)
        wait.take(input)
      }
    },
    isSignOfLife: ({ message }) => message?.type === 'Heartbeat' || message?.type === 'SealProgress',
    arm: (handoff, wait) => {
      const { host } = handoff.supervisor
      const silent = wait.channel.heardAt + parts.settings.liveness()
      const at = wait.silence ? Math.min(wait.until, silent) : wait.until
      wait.timer = host.after(Math.max(at - host.now(), 0), () => {
        if (!current(handoff, wait)) return
        // What lies there was sent in time, and its sender takes it for received (HOF-114).
        parts.waits.pump(handoff, wait)
        if (!current(handoff, wait)) return
        const now = host.now()
        if (now < wait.until && (!wait.silence || now - wait.channel.heardAt < parts.settings.liveness()))
          return parts.waits.arm(handoff, wait)
        parts.waits.stop(handoff)
        wait.late(now < wait.until ? 'silence' : 'limit')
      })
    },
    stop: (handoff) => {
      handoff.wait?.timer?.cancel()
      handoff.wait = undefined
    },
    drainLimit: (handoff, now) => {
      const limit = now + Number(handoff.request.grace)
      const whole = handoff.startedAt + Number(handoff.request.deadline)
      return (parts.settings.strict() ? Math.min(limit, whole) : limit) + parts.settings.slack()
    },
    sealLimit: ({ startedAt, request }) => startedAt + Number(request.deadline) + parts.settings.slack(),
    readyLimit: (handoff, now) => now + Number(parts.handoffs.remaining(handoff)) + parts.settings.slack(),
  }
}
