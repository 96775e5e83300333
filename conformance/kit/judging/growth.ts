/** What a process holds after so many rounds of one conversation. */
export interface MemoryReading {
  readonly rounds: number
  /** Resident memory in bytes. */
  readonly resident: number
}

/** Rounds before the first reading: caches fill, code is compiled. */
export const warmUp = 1024

/** Doublings after which memory is never called unbounded or bounded before. */
const doublings = 3

/** Rounds at which a leak is certain: a heap that is merely swept late has been swept several times. */
export const mostRounds = 128 * warmUp

/** Rounds from which nothing is suspected that does not look like a leak: small leaks take the longer one to show. */
export const patience = { default: 8 * warmUp, thorough: mostRounds } as const

/** Growth of a doubling that any process may show, in bytes. */
const quiet = 512 * 1024

/** What a round must leave behind to be called a leak, in bytes: less is lost in what a heap does of itself. */
const leak = 128

/** A leak brings four times as much two doublings later; what the sweeping of a heap hides of it leaves at least this. */
const factor = 2

/** Growths of the successive doublings, in bytes. */
export function growths(readings: readonly MemoryReading[]): readonly number[] {
  return readings.slice(1).map(({ resident }, at) => resident - (readings[at] as MemoryReading).resident)
}

/**
 * What readings at `warmUp` rounds and at each doubling say. `bounded`: two doublings brought next to nothing, or from `after`
 * rounds on a doubling did not look like a leak. A leak looks like this: each of the last three doublings brings something, the last
 * one twice as much as the first of them, and no less than a leak would. What still looks so at `mostRounds` is `unbounded`.
 */
export function judgeGrowth(
  readings: readonly MemoryReading[],
  after: number = mostRounds,
): 'open' | 'bounded' | 'unbounded' {
  const [first, second, third] = growths(readings).slice(-doublings)
  if (first === undefined || second === undefined || third === undefined) return 'open'
  if (Math.max(second, third) <= quiet) return 'bounded'
  const { rounds } = readings[readings.length - 1] as MemoryReading
  const leaks = Math.min(first, second) > quiet && third >= factor * first && third >= leak * (rounds / 2)
  if (rounds >= after && !leaks) return 'bounded'
  return rounds >= mostRounds ? 'unbounded' : 'open'
}

/** The readings for people. */
export function showGrowth(readings: readonly MemoryReading[]): string {
  return readings.map(({ rounds, resident }) => `${(resident / 2 ** 20).toFixed(1)} MiB after ${rounds}`).join(', ')
}
