import { describe, expect, test } from 'vitest'
import { explore } from '../../proof/explorer.ts'
import { barrier } from './systems.ts'

describe('what a completion needs that names no epoch (I11)', () => {
  test('one controller and a way that delivers at once: the barrier holds, whatever else fails', () => {
    const found = explore(barrier, { bounds: { expects: 0, controllers: 1, late: 0 } })
    expect(found).toMatchObject({ complete: true })
    expect(found.properties).toContain('I11')
  })

  test('a second controller can flip early, without any fault', () => {
    const { violation } = explore(barrier, { bounds: { expects: 0, faults: 0, late: 0 } })
    expect(violation?.property).toBe('I11')
    expect(violation?.trace.map((step) => step.event)).toEqual([
      'partition 1: set',
      'controller 1: asks for the state',
      'controller 1: is read the state',
      'controller 2: begins',
      'controller 2: enters cutover',
      'controller 1: hears the state and acts',
    ])
  })

  test('one controller can flip early through a request that arrives late', () => {
    const { violation } = explore(barrier, { bounds: { expects: 0, controllers: 1, faults: 0 } })
    expect(violation?.property).toBe('I11')
    expect(violation?.trace.at(-1)?.event).toBe('partition 1: a late request arrives')
  })
})

test('a longer barrier changes nothing but the number of states', () => {
  const states = [1, 2].map((ticks) => explore(barrier, { bounds: { barrier: ticks, placements: 1, controllers: 1 } }))
  expect(states.map((found) => found.complete)).toEqual([true, true])
  expect(states.map((found) => found.states)).toEqual(states.map((found) => found.states).toSorted((a, b) => a - b))
})
