import { describe, expect, test } from 'vitest'
import { growths, judgeGrowth, type MemoryReading, mostRounds, patience, showGrowth, warmUp } from './growth.ts'

const MiB = 2 ** 20
/** Readings at each doubling until they say something. */
function until(resident: (rounds: number) => number): readonly MemoryReading[] {
  const readings: MemoryReading[] = []
  for (let rounds = warmUp; judgeGrowth(readings) === 'open'; rounds *= 2)
    readings.push({ rounds, resident: resident(rounds) })
  return readings
}
const said = (resident: (rounds: number) => number): string => judgeGrowth(until(resident))

describe('memory that is watched', () => {
  test('is unbounded where every round leaves something, from 128 bytes on', () => {
    for (const bytes of [129, 200, 1000, 100_000]) expect(said((rounds) => 40 * MiB + bytes * rounds)).toBe('unbounded')
  })

  test('is bounded where it stands still, at once or after a while', () => {
    expect(until(() => 40 * MiB)).toHaveLength(4)
    expect(said((rounds) => Math.min(rounds, 8 * warmUp) * 1000)).toBe('bounded')
    expect(said((rounds) => 100 * MiB - (MiB * 1024) / rounds)).toBe('bounded')
  })

  test('is bounded where it grows ever more slowly, though it never stands still', () => {
    expect(said((rounds) => 10 * MiB * Math.log2(rounds))).toBe('bounded')
  })

  test('is bounded where a heap is swept late, or is swept again and again', () => {
    expect(said((rounds) => (rounds % (64 * warmUp)) * 3000)).toBe('bounded')
    expect(said((rounds) => Math.min(rounds * 4000, 64 * MiB))).toBe('bounded')
  })

  test('is looked at longer the more it looks like a leak', () => {
    const rounds = (resident: (rounds: number) => number, after: number): number => {
      const readings: MemoryReading[] = []
      for (let at = warmUp; judgeGrowth(readings, after) === 'open'; at *= 2)
        readings.push({ rounds: at, resident: resident(at) })
      return readings.at(-1)?.rounds ?? 0
    }
    const restless = (at: number): number => (Math.log2(at) % 2) * 10 * MiB
    expect(rounds(restless, patience.default)).toBe(patience.default)
    expect(rounds(restless, patience.thorough)).toBe(mostRounds)
    expect(rounds((at) => at * 1000, patience.default)).toBe(mostRounds)
  })

  test('is never called anything after fewer than three doublings', () => {
    const three = [1, 2, 4].map((times) => ({ rounds: times * warmUp, resident: times * MiB }))
    expect(judgeGrowth(three)).toBe('open')
  })

  test('is told with its figures', () => {
    const readings = until((rounds) => rounds * 1024)
    expect(readings.at(-1)?.rounds).toBe(mostRounds)
    expect(growths(readings)[0]).toBe(MiB)
    expect(showGrowth(readings.slice(0, 2))).toBe('1.0 MiB after 1024, 2.0 MiB after 2048')
  })
})
