import { describe, expect, test } from 'vitest'
import { deadTransitions, type Exploration, explore, falsify, general } from '../../proof/explorer.ts'
import type { Bounds } from '../../proof/system.ts'
import { systems } from './systems.ts'

/** What a test run explores in place of a system's own bounds; `cutover verify` explores those. */
const smaller: { readonly [system: string]: Bounds } = {
  strict: { beats: 0 },
  'core-faults': { faults: 2 },
  'strict-faults': { faults: 2 },
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
    test(`${falsifier.breaks} fails: ${falsifier.explain}`, () => {
      const { violation } = falsify(system, falsifier)
      expect(violation?.property).toBe(falsifier.breaks)
      expect(violation?.trace.length).toBeGreaterThan(0)
    })
  }
})

test('every property has a falsifier', () => {
  const promised = new Set([...proved.values()].flatMap((found) => found.properties))
  const falsified = new Set(systems.flatMap((system) => system.falsifiers.map((falsifier) => falsifier.breaks)))
  expect([...promised].filter((id) => !falsified.has(id))).toEqual([])
  expect([...falsified].filter((id) => !promised.has(id))).toEqual([general.deadlock])
})

test('S1 to S17 and L1 to L5 are all proved', () => {
  const promised = [...proved.values()].flatMap((found) => found.properties)
  const all = [
    ...Array.from({ length: 17 }, (_, at) => `S${at + 1}`),
    ...Array.from({ length: 5 }, (_, at) => `L${at + 1}`),
  ]
  expect(all.filter((id) => !promised.includes(id))).toEqual([])
})

test('together the systems take every transition of the charts', () => {
  expect(proved.size).toBe(systems.length)
  expect(deadTransitions([...proved.values()])).toEqual([])
})
