import { describe, expect, test } from 'vitest'
import { compareWithXState } from '../../chart/equivalence.ts'
import { lint } from '../../chart/lint.ts'
import { charts } from './charts.ts'
import { peer } from './peer.ts'

describe.each([...charts, peer])('chart $id', (chart) => {
  test('is data, total, and names what exists', () => {
    expect(lint(chart)).toEqual([])
  })

  test('means to XState what it means here', () => {
    const { difference, steps } = compareWithXState(chart)
    expect(difference).toBeUndefined()
    expect(steps).toBeGreaterThan(0)
  })
})
