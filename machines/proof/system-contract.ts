import { describe, expect, test } from 'vitest'
import { deadTransitions, type Exploration, explore, falsify, general } from './explorer.ts'
import type { Bounds, System } from './system.ts'

/** What a protocol's systems promise beyond what each of them states itself. */
export interface SystemPromises {
  /** Properties that the specification names, each proved by at least one system. */
  readonly properties: readonly string[]
  /** What a test run explores in place of a system's own bounds, by system; `cutover verify` explores those. */
  readonly smaller?: Readonly<Record<string, Bounds>>
  /** Likewise, where a system's properties are made to fail. */
  readonly less?: Readonly<Record<string, Bounds>>
  /** Systems that differ from others by their bounds alone, and that only `cutover verify` explores. */
  readonly left?: readonly string[]
  /** Whether a falsifier breaks its property and no other. */
  readonly alone: boolean
}

/** Properties `<letter>1` to `<letter><last>`. */
export function numbered(letter: string, last: number): string[] {
  return Array.from({ length: last }, (_, at) => `${letter}${at + 1}`)
}

/** Tests of what the systems of every protocol promise: the properties hold, each can fail, and no transition is dead. */
export function testSystems(
  all: readonly System[],
  { properties, smaller = {}, less = {}, left = [], alone }: SystemPromises,
): void {
  const systems = all.filter(({ id }) => !left.includes(id))
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
        const small = { ...system, bounds: { ...system.bounds, ...less[system.id] } }
        const { violation } = falsify(small, falsifier)
        expect(violation).toMatchObject({ property: falsifier.breaks, ...(alone ? { besides: [] } : {}) })
        expect(violation?.trace.length).toBeGreaterThan(0)
      })
    }
  })

  test('every property has a falsifier', () => {
    const promised = new Set([...proved.values()].flatMap((found) => found.properties))
    const falsified = new Set(systems.flatMap((system) => system.falsifiers.map((falsifier) => falsifier.breaks)))
    const everywhere: readonly string[] = Object.values(general)
    expect([...promised].filter((id) => !falsified.has(id))).toEqual([])
    expect([...falsified].filter((id) => !promised.has(id) && !everywhere.includes(id))).toEqual([])
  })

  test('every property that the specification names is proved', () => {
    const promised = [...proved.values()].flatMap((found) => found.properties)
    expect(properties.filter((id) => !promised.includes(id))).toEqual([])
  })

  test('together the systems take every transition of the charts', () => {
    expect(proved.size).toBe(systems.length)
    expect(deadTransitions([...proved.values()])).toEqual([])
  })
}
