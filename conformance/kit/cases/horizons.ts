import type { Budget } from '../../../reports/event.ts'
import type { Dimension } from '../../../spec/catalogue.ts'
import { awkwardTexts } from './awkward-texts.ts'
import { confusableNames } from './confusable-names.ts'

/** Two names that careless software takes for one. */
export type NamePair = readonly [one: string, other: string]

/** What a dimension counts in. */
export interface Values {
  /** Bytes. */
  readonly size: number
  /** How many, or how often. */
  readonly count: number
  /** Milliseconds. */
  readonly time: number
  /** An unsigned integer of 64 bits. */
  readonly number: bigint
  readonly name: NamePair
  readonly text: string
}

/** One value at which real software breaks. */
export interface Horizon<Value> {
  /** Stable, part of a case's name. */
  readonly slug: string
  readonly value: Value
  /** What breaks there. */
  readonly because: string
  /** The smallest budget that goes so far. */
  readonly tier: Budget
}

type Number = number | bigint
type Edge<Value> = readonly [value: Value, because: string]

const at =
  <Value extends Number>(tier: Budget) =>
  ([value, because]: Edge<Value>): Horizon<Value>[] => [{ slug: `${value}`, value, because, tier }]

/** The value and its two neighbours: just inside, the edge itself, just beyond. */
const around =
  (tier: Budget) =>
  ([value, because]: Edge<number>): Horizon<number>[] =>
    [value - 1, value, value + 1].flatMap((near) => at<number>(tier)([near, because]))

const aroundLarge =
  (tier: Budget) =>
  ([value, because]: Edge<bigint>): Horizon<bigint>[] =>
    [value - 1n, value, value + 1n].flatMap((near) => at<bigint>(tier)([near, because]))

/** Ascending, each value once with its first reason. */
function sorted<Value extends Number>(rows: readonly Horizon<Value>[]): readonly Horizon<Value>[] {
  const byValue = new Map<string, Horizon<Value>>()
  for (const row of rows) if (!byValue.has(row.slug)) byValue.set(row.slug, row)
  return [...byValue.values()].sort((a, b) => (a.value < b.value ? -1 : 1))
}

const kib = 1024
const mib = kib * kib
const day_ms = 86_400_000

const sizes = sorted([
  ...(
    [
      [0, 'nothing at all'],
      [1, 'one byte, below every word'],
    ] as const
  ).flatMap(at<number>('quick')),
  ...(
    [
      [8, 'one 64-bit word at a time, the rest alone'],
      [16, 'a header of one byte, a vector register, a short string kept in place'],
      [32, 'a header of one byte, a wide vector register, a digest'],
      [64, 'a cache line, a block of a hash'],
      [128, '7 bits of a length'],
      [256, '8 bits of a length'],
    ] as const
  ).flatMap(around('quick')),
  ...(
    [
      [512, 'a sector'],
      [kib, 'a small buffer'],
      [4 * kib, 'a page, a buffer of standard output'],
      [8 * kib, 'a buffered reader'],
      [16 * kib, '14 bits of a length, a record of TLS'],
      [32 * kib, '15 bits of a length, a window'],
      [64 * kib, '16 bits of a length, a pipe'],
    ] as const
  ).flatMap(around('default')),
  ...(
    [
      [128 * kib, '17 bits: what was split once is split again'],
      [256 * kib, 'a large buffer'],
      [mib, 'a limit of a frame or a request'],
      [2 * mib, '21 bits of a length, a large page'],
      [4 * mib, 'a default limit of a message'],
    ] as const
  ).flatMap(around('thorough')),
])

const counts = sorted([
  ...(
    [
      [0, 'none'],
      [1, 'the only one is first and last'],
      [2, 'no middle'],
      [3, 'a retry limit'],
    ] as const
  ).flatMap(at<number>('quick')),
  ...(
    [
      [8, 'a small cache, a small vector, a word of flags'],
      [16, 'a header of one byte, a small table'],
      [32, 'a word of 32 flags'],
      [64, 'a word of 64 flags, a window of recent ids'],
    ] as const
  ).flatMap(around('quick')),
  ...(
    [
      [100, 'a page'],
      [128, 'a table, 7 bits'],
      [256, '8 bits of a count'],
      [500, 'a page'],
      [1000, 'a page, a limit'],
      [kib, 'a ring, open files'],
    ] as const
  ).flatMap(around('default')),
  ...(
    [
      [4 * kib, 'a queue'],
      [10_000, 'a window of results, the depth of a stack'],
      [32 * kib, '15 bits of a count'],
      [64 * kib, '16 bits of a count'],
    ] as const
  ).flatMap(around('thorough')),
])

const times = sorted([
  ...at<number>('quick')([0, 'no time at all']),
  ...at<number>('quick')([1, 'the smallest step']),
  ...(
    [
      [1000, 'a second'],
      [60_000, 'a minute'],
      [3_600_000, 'an hour, many retries'],
    ] as const
  ).flatMap(around('quick')),
  ...(
    [
      [day_ms, 'a day'],
      [2 ** 31, 'a timer of 31 bits, 24.8 days'],
      [2 ** 32, 'a tick count of 32 bits, 49.7 days'],
    ] as const
  ).flatMap(around('default')),
  ...(
    [
      [400 * day_ms, 'longer than a year'],
      [2 ** 31 * 1000, 'seconds in 31 bits'],
      [9_223_372_036_854, 'nanoseconds in 63 bits'],
    ] as const
  ).flatMap(around('thorough')),
])

const largest = 2n ** 64n - 1n

const numbers = sorted([
  ...(
    [
      [0n, 'the smallest, often "absent"'],
      [1n, 'the first'],
      [2n ** 64n - 2n, 'one below the largest'],
      [largest, 'the largest: nothing can be added'],
    ] as const
  ).flatMap(at<bigint>('quick')),
  ...(
    [
      [2n ** 31n, 'a sign in 32 bits'],
      [2n ** 32n, '32 bits'],
      [2n ** 53n, 'where doubles leave out integers'],
      [2n ** 63n, 'a sign in 64 bits'],
    ] as const
  ).flatMap(aroundLarge('quick')),
  ...(
    [
      [2n ** 7n, 'a sign in 8 bits'],
      [2n ** 8n, '8 bits'],
      [2n ** 15n, 'a sign in 16 bits'],
      [2n ** 16n, '16 bits'],
      [2n ** 24n, 'where single floats leave out integers'],
      [10n ** 9n, 'one digit more than in 9, compared as text'],
      [10n ** 19n, 'twenty digits'],
    ] as const
  ).flatMap(aroundLarge('default')),
])

/**
 * The values at which real software breaks, by dimension, ascending where they have an order. `quick` takes the low end,
 * `default` goes to 65 537 bytes and 1 025 repetitions, `thorough` takes all. No check writes such a value by hand.
 */
export const horizons: { readonly [D in Dimension]: readonly Horizon<Values[D]>[] } = {
  size: sizes,
  count: counts,
  time: times,
  number: numbers,
  name: confusableNames,
  text: awkwardTexts,
}

/** How far a value may go, both ends included: itself where it is a number, otherwise its bytes of UTF-8. */
export interface Range {
  readonly minimum?: number | bigint | undefined
  readonly maximum?: number | bigint | undefined
}

/** The horizons of a dimension within a range, and the range's own end with the value before it. */
export function horizonsIn<D extends Dimension>(dimension: D, range: Range = {}): readonly Horizon<Values[D]>[] {
  const { minimum = 0, maximum } = range
  const rows: readonly Horizon<Values[D]>[] = horizons[dimension]
  const within = (extent: Number): boolean => extent >= minimum && (maximum === undefined || extent <= maximum)
  const fitting = rows.filter(({ value }) => extents(value).every(within))
  if (maximum === undefined || dimension === 'name' || dimension === 'text') return fitting
  const exact = (value: bigint): Number => (dimension === 'number' ? value : Number(value))
  const ends = [BigInt(maximum) - 1n, BigInt(maximum)].filter((end) => end >= BigInt(minimum)).map(exact)
  const beyond = (end: Number): Budget =>
    rows.find(({ value }) => extents(value).some((extent) => extent >= end))?.tier ?? 'thorough'
  const last = ends.flatMap((end) => at<Number>(beyond(end))([end, 'the largest that is allowed']))
  return sorted([...(fitting as readonly Horizon<Number>[]), ...last]) as readonly Horizon<Values[D]>[]
}

/** Of each tier the longest row: for cases in which whatever is shorter is judged on the way. */
export function longest<Value>(rows: readonly Horizon<Value>[]): readonly Horizon<Value>[] {
  return rows.filter(({ tier }, at) => rows[at + 1]?.tier !== tier)
}

const reach: Readonly<Record<Budget, number>> = { quick: 0, default: 1, thorough: 2 }

/** Whether a budget goes as far as a tier. */
export function reaches(budget: Budget, tier: Budget): boolean {
  return reach[tier] <= reach[budget]
}

function extents(value: Values[Dimension]): readonly Number[] {
  if (typeof value === 'string') return [Buffer.byteLength(value, 'utf8')]
  return typeof value === 'object' ? value.map((name) => Buffer.byteLength(name, 'utf8')) : [value]
}
