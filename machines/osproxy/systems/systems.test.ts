import { describe, expect, test } from 'vitest'
import { explore } from '../../proof/explorer.ts'
import { numbered, testSystems } from '../../proof/system-contract.ts'
import { fleet, systems } from './systems.ts'

testSystems(systems, {
  properties: [...numbered('I', 12), ...numbered('L', 5)],
  smaller: {
    gate: { writes: 1, placements: 2 },
    barrier: { placements: 1, barrier: 1 },
    'barrier-pair': { barrier: 1 },
    'barrier-none': { placements: 1 },
    fleet: { placements: 2, instances: 1, writes: 1 },
  },
  less: { fleet: { placements: 2, instances: 1, writes: 1 } },
  alone: true,
})

test('together the bounds reach 2 partitions, 3 placements, 2 controllers, 2 instances and 2 writes under way', () => {
  const largest = (name: string) => Math.max(...systems.map((system) => system.bounds[name] ?? 0))
  const names = ['partitions', 'placements', 'controllers', 'instances', 'writes']
  expect(names.map(largest)).toEqual([2, 3, 2, 2, 2])
})

describe('I10 needs a barrier larger than the longest time between gate and application', () => {
  const explored = (barrier: number, bound: number) =>
    explore(fleet, { bounds: { barrier, bound, placements: 2, instances: 1, writes: 1, attempts: 2, outage: 1 } })

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
