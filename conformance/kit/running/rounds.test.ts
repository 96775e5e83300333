import { describe, expect, test } from 'vitest'
import { toy } from '../../../docs/toy/protocol.ts'
import type { Setting } from '../../../machines/model/model.ts'
import { markedSource } from '../adapters/faulty/marked-source.ts'
import { boundedMemoryCheck } from '../cases/bounded-memory.ts'
import { CasePlan } from '../cases/case-plan.ts'
import type { NamedCase } from '../check.ts'
import { caseContext } from '../judging/case-context.ts'
import type { CaseResult } from '../judging/case-result.ts'
import { processMemory, reachable } from '../judging/judged-by.ts'
import { runConfirmed } from './confirm.ts'
import { Target } from './target.ts'

const { robustness } = toy.register()
const check = boundedMemoryCheck({
  id: 'toy/bounded-memory',
  requirement: robustness,
  conversations: [
    {
      name: 'refusals',
      needs: [],
      inputs: () => [
        { op: 'trip', params: { text: 'x' } },
        { op: 'count', params: {} },
      ],
    },
    { name: 'restarts', needs: ['restart'], inputs: () => [{ op: 'restart', params: {} }] },
  ],
})
const setting: Setting = {
  profile: 'relay',
  capabilities: new Set([processMemory]),
  parameters: {},
  shimDefined: new Set(),
}
const refusals = check.cases?.(setting).find(({ name }) => name === 'refusals-longer')

async function watched(name: string): Promise<{ readonly result: CaseResult; readonly left: readonly number[] }> {
  const source = markedSource(name)
  const target = new Target(source, { protocol: 'toy', kit: '0.0.0', adapter_protocol: 1 }, [])
  const result = await runConfirmed(target, refusals as NamedCase, caseContext(toy, check, setting))
  await target.close()
  return { result, left: source.running() }
}

describe('the memory of a process', () => {
  test('that remembers what it refused breaks robustness, with figures of two fresh processes', async () => {
    const { result, left } = await watched('leaks')
    expect(result.violations).toMatchObject([{ requirement: robustness, facet: 'effects', judge: 'memory' }])
    expect(result.violations[0]?.got).toMatch(/^([0-9.]+ MiB after [0-9]+, ){7}[0-9.]+ MiB after 131072 rounds$/)
    expect(result.exchanges.map(({ op }) => op)).toEqual(['reset', 'trip', 'count'])
    expect(left).toEqual([])
  })

  test.each(['honest', 'wasteful'])('of one that is %s exercises it', async (name) => {
    const { result } = await watched(name)
    expect(result.violations).toEqual([])
    expect(result.exercised).toEqual(new Map([[robustness, 1]]))
  })
})

test('a process that ends in the midst of it is told as one that ended', async () => {
  const { result } = await watched('crash')
  expect(result.stop).toMatchObject({ kind: 'crash', call: { op: 'trip' }, step: 1 })
  expect(result.violations.map(({ judge }) => judge)).toContain('crash')
})

test('conversations are run from the default budget on, where an implementation has what they take', () => {
  const planned = (budget: 'quick' | 'default', ...capabilities: string[]) =>
    [
      ...new CasePlan(check, { ...setting, capabilities: new Set(capabilities) }, toy.catalogue(), {
        seed: 1,
        randomCases: 0,
        budget,
      }),
    ].map(({ name }) => name)
  expect(planned('quick', 'restart')).toEqual([])
  expect(planned('default')).toEqual(['refusals'])
  expect(planned('default', 'restart')).toEqual(['refusals', 'restarts'])
})

test('the capability is the machine\u2019s, not the implementation\u2019s', () => {
  const stated = { capabilities: ['restart'] } as unknown as Parameters<typeof reachable>[0]
  const capabilities = (source: Parameters<typeof reachable>[2]) =>
    reachable(stated, toy.catalogue(), source).capabilities
  expect(capabilities({ tellsMemory: true })).toEqual(['restart', processMemory])
  expect(capabilities({})).toEqual(['restart'])
  expect(capabilities({ inProcess: true })).toEqual(['restart'])
})
