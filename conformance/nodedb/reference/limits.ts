import type { Throttle } from '../../../spec/nodedb/messages.types.ts'
import type { Parts } from './parts.ts'

/** One peer of a governor. Times are milliseconds, rates deltas a second. */
export interface Paced {
  readonly peer: string
  up: boolean
  /** The effective rate; undefined while the peer is free. */
  limit: number | undefined
  /** Deltas that may be pushed now, and since when they were counted. */
  tokens: number
  counted: number
  queue: number[]
  issued: number
}

/** How fast a peer is pushed to. */
export interface Limits {
  /** A throttle message of the peer. */
  heed(peer: Paced, message: Throttle): void
  /** The rate that a suggestion means (NDB-105, NDB-106, NDB-110). */
  effective(suggested: bigint): number
  /** Deltas that may go at once at a rate. */
  burst(rate: number): number
  /** The rate that holds now; undefined for none. */
  rate(peer: Paced): number | undefined
  /** A new session. */
  begin(peer: Paced): void
}

export function createLimits(parts: Parts): Limits {
  const unthrottled = (): number => parts.settings.unthrottledRate() ?? Number.POSITIVE_INFINITY
  return {
    heed: (peer, { throttle, suggested_rate }) => {
      if (!throttle) {
        peer.limit = undefined
        return
      }
      const rate = parts.limits.effective(BigInt(suggested_rate))
      const burst = parts.limits.burst(rate)
      peer.tokens = peer.limit === undefined ? burst : Math.min(peer.tokens, burst)
      peer.limit = rate
    },
    effective: (suggested) =>
      Math.min(suggested === 0n ? parts.settings.defaultRate() : Number(suggested), unthrottled()),
    burst: (rate) => Math.max(1, rate),
    rate: ({ limit }) => limit ?? parts.settings.unthrottledRate(),
    begin: (peer) => {
      if (!parts.choices.keepsThrottle()) peer.limit = undefined
    },
  }
}
