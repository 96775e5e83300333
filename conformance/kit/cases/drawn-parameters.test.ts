import { expect, test } from 'vitest'
import type { Setting } from '../../../machines/model/model.ts'
import { loadCatalogue } from '../../../spec/catalogue.ts'
import { CasePlan } from './case-plan.ts'
import { drawnParametersCheck } from './drawn-parameters.ts'

const setting: Setting = {
  ...{ profile: 'store', parameters: {}, shimDefined: new Set<string>() },
  capabilities: new Set(['state_query']),
}
const catalogue = loadCatalogue('osproxy')
const drawnParameters = drawnParametersCheck({
  ...{ id: 'osproxy/some', requirements: ['OSP-010'], needs: [], explain: 'Some calls.', catalogue: () => catalogue },
  without: ['store.set'],
  narrowing: () => ({ members: new Set(['expect_epoch']) }),
  allows: ({ params }) => params.partition !== '',
  before: [{ op: 'store.set', params: {} }],
  queries: [{ op: 'store.current_epoch', params: {} }],
})
const cases = (seed: number, randomCases: number) => [
  ...new CasePlan(drawnParameters, setting, catalogue, { seed, randomCases }),
]

test('the seed and the budget change what is drawn', () => {
  expect(cases(1, 40)).toEqual(cases(1, 40))
  expect(cases(2, 40)).not.toEqual(cases(1, 40))
  expect(cases(1, 80).slice(0, 40)).toEqual(cases(1, 40))
  expect(new Set(cases(1, 80).map((one) => JSON.stringify(one))).size).toBeGreaterThan(70)
})

test('each case has a call that is spoiled in one place and the call itself, between queries', () => {
  const operations = new Set<string>()
  for (const { inputs } of cases(3, 300)) {
    expect(inputs.map(({ op }) => op).filter((op) => op === 'store.current_epoch').length).toBeGreaterThanOrEqual(3)
    const [malformed, call] = [inputs[2], inputs[4]]
    if (malformed === undefined || call === undefined) throw new TypeError('expected seven steps')
    expect(malformed.op).toBe(call.op)
    expect(catalogue.params(malformed.op, malformed.params), JSON.stringify(malformed)).toBeDefined()
    expect(catalogue.params(call.op, call.params), JSON.stringify(call)).toBeUndefined()
    expect('expect_epoch' in call.params || call.params.partition === '').toBe(false)
    operations.add(call.op)
  }
  expect([...operations].sort()).toEqual([
    'state.query',
    'store.abort_migration',
    'store.admit_write',
    'store.begin_migration',
    'store.complete_migration',
    'store.enter_cutover',
    'store.resolve',
    'store.state',
  ])
})
