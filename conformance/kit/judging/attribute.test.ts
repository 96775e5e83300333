import { describe, expect, test } from 'vitest'
import type { Attribution, Transition } from '../../../machines/chart/chart.ts'
import type { Check } from '../check.ts'
import { attribute, blame, blameForStop, countedOf, type Finding, facetOf, unattributed } from './attribute.ts'
import type { CaseResult, Violation } from './case-result.ts'
import type { Selected } from './selection.ts'

const transition = (id: string, requirements: Attribution): Transition =>
  ({ id, requirements }) as unknown as Transition
const taken = (...fired: Transition[]) => ({ fired, actors: fired.map(({ id }) => id) })

describe('the requirements to blame', () => {
  const change = transition('change', { state: ['X-1'], effects: ['X-2'], reply: ['X-9'] })
  const query = transition('query', { value: ['X-3'], reply: ['X-4'] })

  test.each([
    ['those of the facet that differs', 'value', taken(query), undefined, { 'X-3': ['query'] }],
    [
      'those of the change that a query shows, for a facet that the query lacks',
      'state',
      { fired: [query], actors: [] },
      taken(change),
      { 'X-1': ['change'] },
    ],
    [
      'not those of a change to another role',
      'state',
      { fired: [query], actors: ['elsewhere'] },
      taken(change),
      { 'X-4': ['query'] },
    ],
    [
      'those of the reply, where the facet is named nowhere',
      'epoch',
      taken(query),
      taken(change),
      { 'X-4': ['query'] },
    ],
    ['none, where nothing is named', 'reply', taken(transition('mute', {})), undefined, {}],
    [
      'each once, with every transition that carries it',
      'reply',
      taken(query, transition('other', { reply: ['X-4'] })),
      undefined,
      { 'X-4': ['query', 'other'] },
    ],
  ] as const)('are %s', (_, facet, step, cause, expected) => {
    const found = blame(facet, step, cause)
    expect(Object.fromEntries(found.map(({ requirement, transitions }) => [requirement, transitions]))).toEqual(
      expected,
    )
  })

  test('what does not come breaks what says when it comes', () => {
    const difference = { facet: 'value', path: '', allowed: 'a', got: 'nothing' } as const
    const timed = transition('timed', { timing: ['X-5'], value: ['X-6'] })
    expect(facetOf({ ...difference, missing: true }, [timed])).toBe('timing')
    expect(facetOf(difference, [timed])).toBe('value')
    expect(facetOf({ ...difference, missing: true }, [query])).toBe('value')
  })

  test('a stop violates what its call exercises, or else what the case showed, and robustness always', () => {
    const ids = (found: readonly { requirement: string }[]) => found.map(({ requirement }) => requirement)
    expect(ids(blameForStop([query], ['X-7'], 'X-0'))).toEqual(['X-4', 'X-0'])
    expect(ids(blameForStop([transition('t', { value: ['X-3'] })], ['X-7'], 'X-0'))).toEqual(['X-3', 'X-0'])
    expect(ids(blameForStop([], ['X-7', 'X-0'], 'X-0'))).toEqual(['X-7', 'X-0'])
  })
})

const violation = (requirement: string, judge = 'model', facet: Violation['facet'] = 'reply'): Violation => ({
  requirement,
  facet,
  judge,
  transitions: [],
  exchange: { step: 1, probe: false, op: 'do', params: {}, reply: { ok: {} } },
  allowed: 'ok',
  got: 'error',
  secondary: false,
})
const result = (violations: readonly Violation[], rest: Partial<CaseResult> = {}): CaseResult => ({
  exchanges: [],
  violations,
  exercised: new Map(),
  transitions: new Set(),
  ...rest,
})

describe('the violations of a case that count', () => {
  const watched = new Set(['X-1'])
  const applicable = new Set(['X-1', 'X-2'])
  const counts = (found: CaseResult) => countedOf(found, watched, applicable).counted.map((each) => each.requirement)

  test('are those of the check, and only where it has none those of other checks', () => {
    expect(counts(result([violation('X-2'), violation('X-1')]))).toEqual(['X-1'])
    expect(counts(result([violation('X-2'), violation('X-3')]))).toEqual(['X-2'])
    expect(counts(result([]))).toEqual([])
  })

  test('are none of a stop that did not repeat', () => {
    expect(countedOf(result([violation('X-1')], { unconfirmed: 'once' }), watched, applicable)).toEqual({ counted: [] })
  })

  test('leave nothing untold: what no requirement of the run names is a stray', () => {
    const nameless = result([violation(unattributed)])
    const stopped = result([violation('X-3')], {
      stop: { kind: 'crash', step: 1, call: { op: 'do', params: {} }, message: 'gone', stderr: '' },
    })
    for (const each of [nameless, stopped])
      expect(countedOf(each, watched, applicable)).toEqual({ counted: [], stray: each.violations[0] })
    expect(countedOf(result([violation('X-3')]), watched, applicable).stray).toBeUndefined()
  })
})

describe('a failure', () => {
  const check = (id: string, kind: Check['kind'], monitors: readonly string[] = []): Check =>
    ({ id, kind, monitors: monitors.map((name) => ({ id: name })) }) as unknown as Check
  const covering = (which: Check, ...requirements: string[]): Selected => ({
    check: which,
    missing: undefined,
    covered: new Set(requirements),
    uncovered: new Map(),
  })
  const scenario = check('x/scenario', 'scenario')
  const walk = check('x/walk', 'model')
  const other = check('x/other', 'scenario')
  const monitor = check('x/monitor', 'monitor', ['watcher'])
  const finding = (ran: Check, its: Violation, inputs = 1): Finding => ({
    ran,
    violation: its,
    result: result([its]),
    subject: { configuration: {}, inputs: Array(inputs).fill({ op: 'do', params: {} }) },
    fromCases: 1,
  })
  const told = (findings: readonly Finding[], ...selected: Selected[]) =>
    attribute(findings, selected).map(({ check: { id }, violation: { requirement }, subject }) => [
      id,
      requirement,
      subject.inputs.length,
    ])

  test.each([
    [
      'the check that ran, if it covers the requirement',
      [covering(walk, 'X-1'), covering(scenario, 'X-1')],
      'model',
      'x/scenario',
    ],
    [
      'a monitor check, if its monitor saw it',
      [covering(scenario, 'X-1'), covering(monitor, 'X-1')],
      'watcher',
      'x/monitor',
    ],
    [
      'the check that ran, if another judge than the monitor saw it',
      [covering(monitor, 'X-1'), covering(scenario, 'X-1')],
      'model',
      'x/scenario',
    ],
    ['the first walk that covers it otherwise', [covering(other, 'X-1'), covering(walk, 'X-1')], 'model', 'x/walk'],
    [
      'the first check that covers it, if no walk does',
      [covering(other, 'X-1'), covering(monitor, 'X-1')],
      'model',
      'x/other',
    ],
    ['the check that ran, if nobody covers it', [covering(other, 'X-2')], 'model', 'x/scenario'],
  ] as const)('is told under %s', (_, selected, judge, expected) => {
    expect(told([finding(scenario, violation('X-1', judge))], ...selected)).toEqual([[expected, 'X-1', 1]])
  })

  test('is the shortest case for its check, requirement and facet, in the order of requirements', () => {
    const findings = [
      finding(scenario, violation('X-2'), 5),
      finding(other, violation('X-2'), 3),
      finding(walk, violation('X-2', 'model', 'value'), 9),
      finding(scenario, violation('X-1'), 7),
    ]
    expect(told(findings, covering(walk, 'X-1', 'X-2'))).toEqual([
      ['x/walk', 'X-1', 7],
      ['x/walk', 'X-2', 3],
      ['x/walk', 'X-2', 9],
    ])
  })
})
