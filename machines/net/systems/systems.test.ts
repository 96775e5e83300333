import { expect, test } from 'vitest'
import type { Bounds } from '../../proof/system.ts'
import { testSystems } from '../../proof/system-contract.ts'
import { profileNames } from '../charts/settings.ts'
import { systems } from './systems.ts'

const places = ['source', 'target', 'third']
const smaller: Record<string, Bounds> = Object.fromEntries(
  places.flatMap((place): [string, Bounds][] => [
    [`lossy-${place}`, { events: 1, cancels: 0, starts: 3, ...(place === 'third' ? { doubles: 0 } : {}) }],
    [`crashing-${place}`, { events: 1, starts: 2 }],
  ]),
)

testSystems(systems, {
  properties: ['I1', 'I2', 'I3', 'I4', 'I5', 'I7', 'I11', 'L1', 'L2', 'L4'],
  smaller,
  alone: false,
})

test('the systems that hold are those of profile strict, wherever the orchestrator is', () => {
  const migrations = systems.filter(({ bounds }) => bounds.profile !== undefined)
  expect(new Set(migrations.map(({ bounds }) => profileNames[bounds.profile as number]))).toEqual(new Set(['strict']))
  expect(new Set(migrations.map(({ bounds }) => bounds.orchestrator))).toEqual(new Set([1, 2, 3]))
})
