import type { Parts } from './parts.ts'

/** How often a proxy reads the store for one request, and how long it waits in between. */
export interface Backoff {
  /** Reads in total, at least 1 (OSP-097). */
  limit(): number
  /** Nanoseconds to wait after failed attempt `k`, counted from 0 (OSP-098). */
  wait(k: number): bigint
}

export function createBackoff(parts: Parts): Backoff {
  return {
    limit: () => Math.max(1, parts.settings.attempts()),
    wait: (k) => {
      const doubled = parts.settings.baseBackoff() << BigInt(k)
      const cap = parts.settings.maxBackoff()
      return doubled < cap ? doubled : cap
    },
  }
}
