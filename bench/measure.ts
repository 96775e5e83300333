/** Work to time. It does its operations once and returns how many they were. */
export type TimedWork = () => number | Promise<number>

/** One line of the results. Texts are ready to print. */
export interface Result {
  readonly what: string
  readonly measured: string
  /** What it is compared with, measured in the same run; empty where the target is absolute. */
  readonly yardstick: string
  readonly ratio: string
  readonly target: string
  /** Undefined where no target is set, or where a tool for it is missing. */
  readonly met: boolean | undefined
  /** Why a target is not met, or what could not be measured. */
  readonly gap?: string
}

/** One file of this folder: something measured, as lines of the results. */
export interface Benchmark {
  readonly id: string
  readonly explain: string
  readonly run: () => Promise<readonly Result[]>
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** Wall time of the work in milliseconds. */
export async function elapsed_ms(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Repeats the work for at least `least_ms` and returns its operations per second. */
async function rate(work: TimedWork, least_ms: number): Promise<number> {
  let operations = 0
  const start = performance.now()
  for (;;) {
    const done = work()
    operations += typeof done === 'number' ? done : await done
    const time_ms = performance.now() - start
    if (time_ms >= least_ms) return (operations / time_ms) * 1000
  }
}

export interface Rates<Name extends string> {
  /** Median operations per second of each subject. */
  readonly of: Readonly<Record<Name, number>>
  /** Median over the rounds of one subject's rate divided by another's in the same round, which cancels slow drifts. */
  readonly ratio: (subject: Name, yardstick: Name) => number
}

/**
 * Rates of several subjects, measured in turn (A B A B …), so that whatever else the machine does meets all of them alike.
 * A first round warms up and is not counted.
 */
export async function interleaved<Name extends string>(
  subjects: Readonly<Record<Name, TimedWork>>,
  { rounds = 7, least_ms = 150 } = {},
): Promise<Rates<Name>> {
  const names = Object.keys(subjects) as Name[]
  const seen = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const measured = await rate(subjects[name], least_ms)
      if (round > 0) seen[name].push(measured)
    }
  }
  return {
    of: Object.fromEntries(names.map((name) => [name, median(seen[name])])) as Record<Name, number>,
    ratio: (subject, yardstick) =>
      median(seen[subject].map((measured, round) => measured / (seen[yardstick][round] as number))),
  }
}

/** A rate as people read it: `7.9 M/s`, `81 k/s`. */
export function perSecond(rate: number, unit = ''): string {
  const text = rate >= 1e6 ? `${digits(rate / 1e6)} M` : rate >= 1e3 ? `${digits(rate / 1e3)} k` : digits(rate)
  return `${text}${unit === '' ? '' : ` ${unit}`}/s`
}

export function times(ratio: number): string {
  return `${digits(ratio)}x`
}

/** Two significant digits or all that stand before the point. */
export function digits(value: number): string {
  return value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(2)
}
