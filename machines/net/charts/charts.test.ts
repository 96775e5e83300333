import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadRegister } from '../../../spec/register.ts'
import { root } from '../../../spec/root.ts'
import { compareWithXState } from '../../chart/equivalence.ts'
import { lint } from '../../chart/lint.ts'
import { World } from '../../model/world.ts'
import { charts } from './charts.ts'

describe.each(charts)('chart $id', (chart) => {
  test('is data, total, and names what exists', () => {
    expect(lint(chart)).toEqual([])
  })

  test('means to XState what it means here', () => {
    const { difference, steps } = compareWithXState(chart)
    expect(difference).toBeUndefined()
    expect(steps).toBeGreaterThan(0)
  })
})

test('names requirements of the register, and none that is excluded', () => {
  const world = new World()
  for (const chart of charts) world.role(chart.id, chart as never)
  const named = world.reducers.flatMap(({ transitions }) =>
    transitions.flatMap(({ requirements }) => Object.values(requirements).flat()),
  )
  const judged = loadRegister(join(root, 'spec/net/requirements.yaml')).requirements.filter(
    ({ excluded }) => excluded === undefined,
  )
  const ids = new Set(judged.map(({ id }) => id))
  expect(new Set(named).size).toBeGreaterThan(60)
  expect([...new Set(named)].filter((id) => !ids.has(id))).toEqual([])
})
