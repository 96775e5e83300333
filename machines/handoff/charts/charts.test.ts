import { describe, expect, test } from 'vitest'
import { compareWithXState } from '../../chart/equivalence.ts'
import { lint } from '../../chart/lint.ts'
import { consumer } from './consumer.ts'
import { incumbent } from './incumbent.ts'
import { journal } from './journal.ts'
import { lock } from './lock.ts'
import { successor } from './successor.ts'
import { supervisor } from './supervisor.ts'

describe.each([supervisor, incumbent, successor, lock, journal, consumer])('chart $id', (chart) => {
  test('is data, total, and names what exists', () => {
    expect(lint(chart as never)).toEqual([])
  })

  test('means to XState what it means here', () => {
    const { difference, steps } = compareWithXState(chart as never)
    expect(difference).toBeUndefined()
    expect(steps).toBeGreaterThan(0)
  })
})
