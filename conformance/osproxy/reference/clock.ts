const lastInstant = 2n ** 64n - 1n

/** The injected clock, in nanoseconds from 0. Nothing here reads another one (OSP-078). */
export interface Clock {
  /** What the clock shows; it can be stepped back. */
  now(): bigint
  /** Time that has really passed, which deadlines run in; it only grows. */
  elapsed(): bigint
  advance(ns: bigint): void
  rewind(ns: bigint): void
}

export function createClock(): Clock {
  let now = 0n
  let elapsed = 0n
  return {
    now: () => now,
    elapsed: () => elapsed,
    advance: (ns) => {
      now = now + ns > lastInstant ? lastInstant : now + ns
      elapsed += ns
    },
    rewind: (ns) => {
      now = ns > now ? 0n : now - ns
    },
  }
}
