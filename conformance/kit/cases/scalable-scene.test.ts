import { expect, test } from 'vitest'
import { modelOf } from '../../../docs/toy/model.ts'
import { toy } from '../../../docs/toy/protocol.ts'
import { createParts, createReference } from '../../../docs/toy/reference.ts'
import type { Setting } from '../../../machines/model/model.ts'
import { anything } from '../../../machines/model/pattern.ts'
import type { Budget } from '../../../reports/event.ts'
import { type Check, check } from '../check.ts'
import { trialRun } from '../running/trial-run.ts'
import { CasePlan } from './case-plan.ts'
import type { Combination } from './covering-array.ts'
import type { Scene } from './scalable-scene.ts'
import { scriptCheck, step } from './script.ts'

const setting: Setting = {
  profile: 'relay',
  capabilities: new Set(['restart']),
  parameters: { repeat_ticks: 3 },
  shimDefined: new Set(),
}
const call = (op: string, params = {}) => ({ op, params })
const ticks = (count: number) => Array.from({ length: count }, () => call('tick'))

/** An offer is repeated however long nobody takes it. */
const patience: Scene = {
  name: 'ticks',
  dimension: 'count',
  inputs: (count) => [call('pick_up'), call('offer'), ...ticks(count)],
}
const patient = (...scenes: Scene[]): Check =>
  check({
    id: 'toy/patience',
    kind: 'scenario',
    requirements: ['TOY-009', 'TOY-010', 'TOY-008', 'TOY-001'],
    needs: ['giver'],
    explain: 'An offer is repeated.',
    model: modelOf('giver'),
    scenes,
  })
const planned = (of: Check, budget: Budget, given = setting) =>
  new CasePlan(of, given, toy.catalogue(), { seed: 1, randomCases: 0, budget })
const names = (of: Check, budget: Budget, given = setting): (string | undefined)[] =>
  [...planned(of, budget, given)].map(({ name }) => name)

/** Gives up after so many ticks of one offer. */
const tired = (after: number) => () =>
  createReference(() => {
    const parts = createParts()
    let ticked = 0
    const { giver } = parts
    return {
      ...parts,
      giver: {
        ...giver,
        offer: (memory) => {
          ticked = 0
          return giver.offer(memory)
        },
        tick: (memory) => (++ticked > after ? [] : giver.tick(memory)),
      },
    }
  })

test('a scene gives a named case for each value of its dimension, as far as the budget goes', () => {
  const quick = names(patient(patience), 'quick')
  expect(quick.slice(0, 4)).toEqual(['ticks-0', 'ticks-1', 'ticks-2', 'ticks-3'])
  expect(quick.at(-1)).toBe('ticks-65')
  expect(names(patient(patience), 'default').at(-1)).toBe('ticks-1025')
  expect(planned(patient(patience), 'default').size).toBe(names(patient(patience), 'default').length)
  const [, one] = [...planned(patient(patience), 'quick')]
  expect(one).toMatchObject({
    configuration: { role: 'giver' },
    inputs: [call('pick_up'), call('offer'), call('tick')],
  })
})

test('a range, the needs and the configuration of a scene are kept', () => {
  const short = {
    ...patience,
    range: ({ parameters }: Setting) => ({ maximum: Number(parameters.repeat_ticks) }),
  } as Scene
  expect(names(patient(short), 'thorough')).toEqual(['ticks-0', 'ticks-1', 'ticks-2', 'ticks-3'])
  const needy = { ...patience, needs: ['restart'] } as Scene
  expect(names(patient(needy), 'quick')).not.toEqual([])
  expect(names(patient(needy), 'quick', { ...setting, capabilities: new Set() })).toEqual([])
  const configured = { ...patience, configuration: (count: number) => ({ count }) } as Scene
  expect([...planned(patient(configured), 'quick')].map(({ configuration }) => configuration.count)).toContain(65)
})

test('what breaks behind a few values is found by the sweep, by the budget that goes so far, and only there', async () => {
  const found = async (after: number, budget: Budget): Promise<boolean> => {
    const trial = await trialRun({ ...toy, checks: [patient(patience)] }, { budget }, tired(after))
    return trial.violations.length > 0
  }
  expect(await found(Number.POSITIVE_INFINITY, 'quick')).toBe(false)
  expect(await found(60, 'quick')).toBe(true)
  expect(await found(500, 'quick')).toBe(false)
  expect(await found(500, 'default')).toBe(true)
})

test('the case of one name asks no queries where the scene says so', async () => {
  const steps = async (unprobed: boolean): Promise<number> => {
    const scene = { ...patience, unprobed, range: { maximum: 1 } } as Scene
    const { ending } = await trialRun({ ...toy, checks: [patient(scene)] })
    return 'steps' in ending ? ending.steps : 0
  }
  expect([await steps(false), await steps(true)]).toEqual([2 * 5, 5])
})

test('options are tried in pairs, every pair with each phase', () => {
  const rows: Combination[] = []
  const scene: Scene = {
    name: 'pairs',
    axes: () => ({ phase: ['idle', 'holding'], loss: [false, true], double: [false, true], late: [undefined, 3] }),
    each: 'phase',
    allows: ({ phase, loss }) => !(phase === 'idle' && loss === true),
    inputs: (row) => {
      rows.push(row)
      return []
    },
  }
  const made = names(patient(scene), 'quick')
  expect(new Set(made).size).toBe(rows.length)
  expect(made).toContain('pairs-idle-false-false-none')
  const holds = (wanted: Combination): boolean =>
    rows.some((row) => Object.entries(wanted).every(([axis, level]) => row[axis] === level))
  for (const double of [false, true])
    for (const late of [undefined, 3]) {
      expect(holds({ phase: 'idle', double, late })).toBe(true)
      expect(holds({ phase: 'holding', loss: true, double })).toBe(true)
      expect(holds({ phase: 'holding', loss: true, late })).toBe(true)
    }
  expect(holds({ phase: 'idle', loss: true })).toBe(false)
})

test('a script that grows is judged by the answers of its own row', async () => {
  const states = (...expected: readonly [string, string, string]): Check =>
    scriptCheck({
      id: 'toy/states',
      kind: 'scenario',
      requirements: ['TOY-008'],
      needs: ['giver'],
      explain: 'The giver offers once it was told to.',
      configure: () => ({ role: 'giver' }),
      scenes: [
        {
          name: 'steps',
          dimension: 'count',
          range: { maximum: 2 },
          inputs: (count) => [
            ...[call('pick_up'), call('offer')].slice(0, count).map((input) => step(input, { sent: anything })),
            step(call('state'), { state: expected[count] as string }, 'TOY-008'),
          ],
        },
      ],
    })
  const failing = async (of: Check): Promise<unknown> => {
    const { defects, violations } = await trialRun({ ...toy, checks: [of] })
    return violations.map(({ defect, allowed }) => [defects[defect - 1]?.steps.length, allowed])
  }
  expect(names(states('idle', 'holding', 'offering'), 'quick')).toEqual(['steps-0', 'steps-1', 'steps-2'])
  expect(await failing(states('idle', 'holding', 'offering'))).toEqual([])
  expect(await failing(states('idle', 'holding', 'holding'))).toEqual([[2, 'state "holding"']])
})
