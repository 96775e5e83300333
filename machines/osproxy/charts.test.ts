import { describe, expect, test } from 'vitest'
import type { AnyChart } from '../chart.ts'
import { compareWithXState } from '../equivalence.ts'
import { lint } from '../lint.ts'
import { controller } from './controller.ts'
import { partition } from './partition.ts'
import { write } from './write.ts'

const charts: readonly AnyChart[] = [partition, controller, write]

describe.each(charts)('$id', (chart) => {
  test('is data, names only what is implemented, and is total', () => {
    expect(lint(chart)).toEqual([])
  })

  test('compiled, equals what XState makes of it in every position, reachable or not', () => {
    const { steps, difference } = compareWithXState(chart)
    expect(difference).toBeUndefined()
    expect(steps).toBeGreaterThan(30_000)
  })
})
