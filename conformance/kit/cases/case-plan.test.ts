import { expect, test } from 'vitest'
import { toy } from '../../../docs/toy/protocol.ts'
import type { Setting } from '../../../machines/model/model.ts'
import type { Check } from '../check.ts'
import { CasePlan } from './case-plan.ts'

const setting: Setting = {
  profile: 'relay',
  capabilities: new Set(['restart']),
  parameters: {},
  shimDefined: new Set(),
}
const walk = toy.checks.find(({ kind }) => kind === 'model') as Check
const catalogue = toy.catalogue()
const plan = (check: Check, seed = 1, randomCases = 20) =>
  new CasePlan(check, setting, catalogue, { seed, randomCases })

test('the same seed gives the same cases, another one others, and the tour comes first', () => {
  const [one, same, other] = [[...plan(walk)], [...plan(walk)], [...plan(walk, 2)]]
  expect(same).toEqual(one)
  expect(other).not.toEqual(one)
  const toured = one.filter(({ thorough }) => thorough === true)
  expect(one.slice(0, toured.length)).toEqual(toured)
  expect(toured.length).toBeGreaterThan(0)
  expect(other.slice(0, toured.length)).toEqual(toured)
})

test('a smaller budget is the beginning of a larger one', () => {
  const large = [...plan(walk, 1, 30)]
  expect([...plan(walk, 1, 20)]).toEqual(large.slice(0, -10))
})

test('the size is the number of cases, for a share of the budget too', () => {
  for (const check of [walk, { ...walk, weight: 0.34 }, { ...walk, kind: 'scenario' as const }, ...toy.checks])
    expect(plan(check).size).toBe([...plan(check)].length)
})

test('cases that nobody asks for are not made', () => {
  const [model] = [walk.model]
  if (model === undefined) throw new TypeError('a walk has a model')
  let performed = 0
  const build: typeof model.build = (given) => {
    const built = model.build(given)
    const perform = built.perform.bind(built)
    return Object.assign(built, {
      perform: (...call: Parameters<typeof perform>) => {
        performed++
        return perform(...call)
      },
    })
  }
  const tourless = new CasePlan({ ...walk, model: { ...model, build } }, setting, catalogue, {
    seed: 1,
    randomCases: 1000,
    tour: false,
  })
  const [first] = tourless
  expect(first?.inputs.length).toBeGreaterThan(0)
  expect(performed).toBeLessThan(1000)
})
