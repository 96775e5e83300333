import { expect, test } from 'vitest'
import type { Setting } from '../../../machines/model/model.ts'
import { coveredRequirements, type Script, scriptCheck, step } from './script.ts'

const setting: Setting = { profile: 'x', capabilities: new Set(), parameters: {}, shimDefined: new Set() }
const add = (text: string) => ({ op: 'add', params: { text } })
const count = { op: 'count', params: {} }
const scripts: readonly Script[] = [
  { name: 'one', steps: [step(add('a'), {}), step(count, { count: 1 }, 'X-001')] },
  { name: 'two', steps: [step(add('a'), {}), step(add('b'), {}), step(count, { count: 2 }, 'X-002')] },
]
const check = scriptCheck({
  id: 'x/scripts',
  kind: 'scenario',
  requirements: ['X-001', 'X-002'],
  needs: [],
  explain: 'Things are counted.',
  configure: () => ({ size: 9 }),
  scripts: () => scripts,
})
const noScope = { symbol: () => 0 }

test('scripts are cases, with the configuration of the check', () => {
  expect(check.cases?.(setting)).toEqual([
    { name: 'one', configuration: { size: 9 }, inputs: [add('a'), count] },
    { name: 'two', configuration: { size: 9 }, inputs: [add('a'), add('b'), count] },
  ])
  expect(coveredRequirements(scripts)).toEqual(['X-001', 'X-002'])
})

test('what is allowed as the answer to a call depends on the calls before it', () => {
  const first = check.model?.build(setting)
  expect(first?.perform(add('a'), noScope)).toEqual({ ok: {} })
  expect(first?.perform(count, noScope)).toEqual({ ok: { count: 1 } })
  const second = check.model?.build(setting)
  second?.perform(add('a'), noScope)
  second?.perform(add('b'), noScope)
  expect(second?.perform(count, noScope)).toEqual({ ok: { count: 2 } })
})

test('a call that no script has at this place makes no sense there', () => {
  const model = check.model?.build(setting)
  expect([add('b'), count, add('a')].map((input) => model?.accepts(input))).toEqual([false, false, true])
})
