import { describe, expect, test } from 'vitest'
import type { AnyChart } from '../chart.ts'
import { compareWithXState } from '../equivalence.ts'
import { lint } from '../lint.ts'
import { governor } from './governor.ts'
import { need } from './need.ts'
import { receiver } from './receiver.ts'
import { requester } from './requester.ts'
import { sender } from './sender.ts'
import { session } from './session.ts'

const charts: readonly AnyChart[] = [receiver, need, sender, requester, governor, session]

describe.each(charts)('$id', (chart) => {
  test('is data, names only what is implemented, and is total', () => {
    expect(lint(chart)).toEqual([])
  })

  test('compiled, equals what XState makes of it in every position, reachable or not', () => {
    const { steps, difference } = compareWithXState(chart)
    expect(difference).toBeUndefined()
    expect(steps).toBeGreaterThan(100)
  })
})
