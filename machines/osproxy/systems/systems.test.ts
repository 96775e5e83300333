import { describe, expect, test } from 'vitest'
import { deadTransitions, type Exploration, explore, falsify } from '../../proof/explorer.ts'
import type { Bounds } from '../../proof/system.ts'
import { fleet, systems } from './systems.ts'

/** What a test run explores in place of a system's own bounds; `cutover verify` explores those. */
const smaller: { readonly [system: string]: Bounds } = {
  gate: { writes: 1 },
  barrier: { placements: 1, barrier: 1 },
  fleet: { placements: 2, writes: 1 },
}

const proved = new Map<string, Exploration>()

describe.each(systems)('system $id', (system) => {
  test('every property holds in every reachable state, and every event can happen', () => {
    const found = explore(system, { bounds: smaller[system.id] ?? {} })
    expect(found.violation).toBeUndefined()
    expect(found).toMatchObject({ complete: true, neverEnabled: [] })
    proved.set(system.id, found)
  })

  for (const falsifier of system.falsifiers) {
    test(`${falsifier.breaks} alone fails: ${falsifier.explain}`, () => {
      const { violation } = falsify(system, falsifier)
      expect(violation).toMatchObject({ property: falsifier.breaks, besides: [] })
      expect(violation?.trace.length).toBeGreaterThan(0)
    })
  }
})

test('every property has a falsifier', () => {
  const promised = new Set([...proved.values()].flatMap((found) => found.properties))
  const falsified = new Set(systems.flatMap((system) => system.falsifiers.map((falsifier) => falsifier.breaks)))
  expect([...promised].toSorted()).toEqual([...falsified].toSorted())
})

test('I1 to I12 and L1 to L5 are all proved', () => {
  const promised = [...proved.values()].flatMap((found) => found.properties)
  const named = [
    ...Array.from({ length: 12 }, (_, at) => `I${at + 1}`),
    ...Array.from({ length: 5 }, (_, at) => `L${at + 1}`),
  ]
  expect(named.filter((id) => !promised.includes(id))).toEqual([])
})

test('together the systems take every transition of the charts', () => {
  expect(proved.size).toBe(systems.length)
  expect(deadTransitions([...proved.values()])).toEqual([])
})

test('together the bounds reach 2 partitions, 3 placements, 2 controllers, 2 instances and 2 writes under way', () => {
  const largest = (name: string) => Math.max(...systems.map((system) => system.bounds[name] ?? 0))
  const names = ['partitions', 'placements', 'controllers', 'instances', 'writes']
  expect(names.map(largest)).toEqual([2, 3, 2, 2, 2])
})

describe('I10 needs a barrier larger than the longest time between gate and application', () => {
  const explored = (barrier: number, bound: number) =>
    explore(fleet, { bounds: { barrier, bound, placements: 2, attempts: 2, outage: 1 } })

  test.each([
    [2, 1],
    [3, 2],
  ])('barrier %i, bound %i: holds', (barrier, bound) => {
    expect(explored(barrier, bound)).toMatchObject({ complete: true })
  })

  test.each([
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 2],
    [2, 2],
    [2, 3],
  ])('barrier %i, bound %i: a write is applied after the flip', (barrier, bound) => {
    expect(explored(barrier, bound).violation).toMatchObject({ property: 'I10', besides: [] })
  })

  test('at equality a write applied in the last instant meets the earliest flip', () => {
    const { violation } = explored(1, 1)
    expect(violation?.trace.map((step) => step.event)).toEqual([
      'the partition is placed',
      'controller: begins',
      'write 1 at instance 1: resolves',
      'write 1 at instance 1: asks the gate',
      'controller: enters cutover',
      'time passes',
      'controller: completes',
      'write 1 at instance 1: hears the gate',
      'write 1 at instance 1: is dispatched',
      'write 1 at instance 1: is applied',
    ])
  })
})
