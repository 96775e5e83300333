import { describe, expect, test } from 'vitest'
import { compareWithXState } from '../../chart/equivalence.ts'
import { lint } from '../../chart/lint.ts'
import { peer } from './peer.ts'

// The charts of the roles are held to this with those of every protocol.
describe('the chart of a peer', () => {
  test('is data, total, and names what exists', () => {
    expect(lint(peer)).toEqual([])
  })

  test('means to XState what it means here', () => {
    const { difference, steps } = compareWithXState(peer)
    expect(difference).toBeUndefined()
    expect(steps).toBeGreaterThan(0)
  })
})
