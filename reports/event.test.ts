import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import schema from './event.schema.json' with { type: 'json' }
import type {
  ChartTransition,
  Counts,
  Difference,
  Event,
  OperationText,
  Pics,
  StepText,
  TranscriptLine,
} from './event.ts'
import {
  budgets,
  checkKinds,
  checkStatuses,
  gateLevels,
  knownFailureStatuses,
  levels,
  runStatuses,
  verdicts,
} from './event.ts'
import { eventNames, validateEvent } from './event-schema.ts'
import { exampleDefect, exampleEvents, exampleViolation, finished } from './example-run.ts'

/** What a member holds, in words that the type checker derives from the type and the test from the schema. */
type Kind<T> = [T] extends [string]
  ? 'string'
  : [T] extends [number]
    ? 'integer'
    : [T] extends [boolean]
      ? 'boolean'
      : [T] extends [readonly string[]]
        ? 'strings'
        : [T] extends [readonly object[]]
          ? 'objects'
          : 'object'
type IsOptional<E, K extends keyof E> = Partial<Pick<E, K>> extends Pick<E, K> ? '?' : ''
type Members<E> = { [K in keyof E & string]-?: `${Kind<Exclude<E[K], undefined>>}${IsOptional<E, K>}` }
type EventMembers = { [N in Event['event']]: Members<Extract<Event, { event: N }>> }

const members: EventMembers & {
  Pics: Members<Pics>
  Counts: Members<Counts>
  OperationText: Members<OperationText>
  StepText: Members<StepText>
  Difference: Members<Difference>
  TranscriptLine: Members<TranscriptLine>
  ChartTransition: Members<ChartTransition>
} = {
  run_started: {
    event: 'string',
    format: 'integer',
    kit: 'string',
    name: 'string?',
    protocol: 'string',
    register_version: 'string',
    spec_hash: 'string',
    profile: 'string',
    profile_overridden: 'boolean?',
    parameters_overridden: 'string?',
    roles: 'strings',
    seed: 'string',
    budget: 'string',
    cases_budget: 'integer',
    adapter: 'string',
    level: 'string',
    shard: 'string?',
    known_failures: 'string?',
  },
  pics: { event: 'string', pics: 'object' },
  check_started: { event: 'string', check: 'string', kind: 'string', requirements: 'strings', explain: 'string' },
  defect: {
    event: 'string',
    defect: 'integer',
    requirements: 'strings',
    suspects: 'integer',
    check: 'string',
    steps: 'objects',
    from_steps: 'integer',
    from_cases: 'integer',
    then: 'object?',
    replay: 'string',
    tried_again: 'integer?',
    known: 'string?',
    shrink_executions: 'integer',
    transcript: 'objects?',
    detail: 'object?',
  },
  violation: {
    event: 'string',
    defect: 'integer',
    requirement: 'string',
    level: 'string',
    check: 'string',
    judge: 'string',
    transitions: 'strings',
    facet: 'string',
    suspicion: 'integer',
    text: 'string',
    allowed: 'string',
    got: 'string',
    known: 'string?',
  },
  check_finished: {
    event: 'string',
    check: 'string',
    status: 'string',
    reason: 'string?',
    cases: 'integer',
    steps: 'integer',
    exercised: 'object',
    violated: 'strings',
  },
  verdict: {
    event: 'string',
    requirement: 'string',
    level: 'string',
    category: 'string',
    hardened: 'boolean?',
    text: 'string',
    verdict: 'string',
    reason: 'string?',
    masked_by: 'objects?',
    left_out: 'boolean?',
    checks: 'strings',
    exercised: 'integer',
    known: 'string?',
    source: 'strings?',
    falsifiers: 'strings?',
  },
  coverage: { event: 'string', chart: 'string', transitions: 'integer', covered: 'integer', uncovered: 'strings' },
  chart: {
    event: 'string',
    chart: 'string',
    explain: 'string',
    initial: 'string',
    states: 'strings',
    transitions: 'objects',
  },
  known_failure: {
    event: 'string',
    status: 'string',
    requirement: 'string',
    check: 'string',
    facet: 'string?',
    reason: 'string',
    detail: 'string?',
  },
  harness_fault: {
    event: 'string',
    code: 'string',
    message: 'string',
    rule: 'string?',
    line: 'string?',
    expected: 'string?',
    stderr: 'string?',
  },
  note: { event: 'string', code: 'string', message: 'string' },
  run_finished: {
    event: 'string',
    status: 'string',
    exit_code: 'integer',
    counts: 'object',
    must_failed: 'integer',
    should_failed: 'integer',
    known: 'integer',
    cases: 'integer',
    steps: 'integer',
    elapsed_ms: 'integer',
    lines: 'integer',
    digest: 'string',
  },
  Pics: {
    implementation: 'string',
    version: 'string',
    language: 'string',
    protocol: 'string',
    profile: 'string',
    roles: 'strings',
    capabilities: 'strings',
    clock: 'string',
    deterministic: 'boolean',
    parameters: 'object?',
    observes: 'strings?',
    shim_defined: 'strings?',
  },
  Counts: {
    pass: 'integer',
    fail: 'integer',
    inconclusive: 'integer',
    not_applicable: 'integer',
    excluded: 'integer',
    total: 'integer',
  },
  OperationText: { op: 'string', summary: 'string' },
  StepText: { step: 'integer', op: 'string', summary: 'string' },
  Difference: { facet: 'string', allowed: 'string', got: 'string', requirements: 'strings' },
  TranscriptLine: {
    step: 'integer',
    op: 'string',
    summary: 'string',
    query: 'boolean?',
    unsent: 'boolean?',
    allowed: 'string?',
    got: 'string?',
    differences: 'objects?',
    states: 'objects?',
    fitting: 'integer?',
    transitions: 'strings?',
    frames: 'object?',
  },
  ChartTransition: {
    id: 'string',
    source: 'string',
    target: 'string',
    trigger: 'string',
    guard: 'string?',
    outputs: 'strings?',
    requirements: 'strings',
    taken: 'boolean?',
  },
}

interface Definition {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly items?: Definition
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Definition>>
  readonly additionalProperties?: boolean | object
}
const definitions: Readonly<Record<string, Definition>> = schema.$defs

function resolve(definition: Definition): Definition {
  return definition.$ref === undefined
    ? definition
    : resolve(definitions[definition.$ref.replace('#/$defs/', '')] ?? {})
}

function kindOf(definition: Definition): string {
  const { type, items, const: constant, enum: values } = resolve(definition)
  if (type === 'array') return `${kindOf(items ?? {})}s`
  const sample = constant ?? values?.[0]
  return type ?? (typeof sample === 'number' ? 'integer' : typeof sample)
}

describe('the schema and the types agree', () => {
  test.each(Object.entries(members))('on the members of %s', (name, expected) => {
    const { properties = {}, required = [] } = definitions[name] ?? {}
    const found = Object.entries(properties).map(([member, definition]) => [
      member,
      `${kindOf(definition)}${required.includes(member) ? '' : '?'}`,
    ])
    expect(Object.fromEntries(found)).toEqual(expected)
  })

  test('on the names of the events', () => {
    const names = Object.keys(members).filter((name) => name === name.toLowerCase())
    expect([...eventNames].sort()).toEqual(names.sort())
    for (const name of eventNames) expect(definitions[name]?.properties?.event?.const).toBe(name)
  })

  test.each([
    ['Level', undefined, levels],
    ['run_started', 'budget', budgets],
    ['run_started', 'level', gateLevels],
    ['check_started', 'kind', checkKinds],
    ['check_finished', 'status', checkStatuses],
    ['verdict', 'verdict', verdicts],
    ['known_failure', 'status', knownFailureStatuses],
    ['run_finished', 'status', runStatuses],
  ] as const)('on the values of %s %s', (name, member, values) => {
    const definition = definitions[name]
    expect((member === undefined ? definition : definition?.properties?.[member])?.enum).toEqual(values)
  })

  test('on closed events: only the conformance statement, details and maps of texts are open', () => {
    const open = Object.entries(definitions).filter(
      ([, { type, additionalProperties }]) => type === 'object' && additionalProperties !== false,
    )
    expect(open.map(([name]) => name)).toEqual(['Object', 'Texts', 'Pics'])
  })
})

describe('the published schema', () => {
  const whole = new Ajv2020().compile(schema)
  const events = finished(exampleEvents)

  test('is strict JSON Schema 2020-12 and accepts every event of the example run as a whole, as the reader does by name', () => {
    expect(new Set(events.map(({ event }) => event)).size).toBe(eventNames.length)
    for (const event of events) {
      expect(whole(event)).toBe(true)
      expect(validateEvent(event, 'here')).toBe(event)
    }
  })

  test('refuses an event without one of its required members, and one with a member more', () => {
    for (const event of events) {
      for (const member of definitions[event.event]?.required ?? []) {
        const less: Record<string, unknown> = { ...event }
        delete less[member]
        expect(whole(less), `${event.event} without ${member}`).toBe(false)
        expect(() => validateEvent(less, 'here')).toThrow(expect.objectContaining({ code: 'CUT-REPORT-SCHEMA' }))
      }
      expect(whole({ ...event, more: 1 })).toBe(false)
    }
  })

  test('names the event, the member and what was expected', () => {
    const wrong = { ...exampleDefect, steps: [{ step: 0, op: 'x', summary: '' }] }
    expect(() => validateEvent(wrong, 'line 4')).toThrow(
      'line 4: defect/steps/0/step must be >= 1 (see reports/event.schema.json)',
    )
    expect(() => validateEvent({ ...exampleViolation, extra: 1 }, 'line 4')).toThrow(
      'violation/extra must NOT have additional',
    )
    for (const value of [
      null,
      7,
      'x',
      [],
      {},
      { event: 'progress' },
      { event: 'Step', step: 1, op: 'a', summary: '' },
    ]) {
      expect(() => validateEvent(value, 'line 4')).toThrow('member "event" must be one of run_started')
    }
  })

  test('takes replay arguments of one line, and seeds that are decimal u64', () => {
    expect(whole({ ...exampleDefect, replay: "@cutover-report/OSP-016.token --adapter './shim -v'" })).toBe(true)
    for (const replay of ['', ' ', ' a', 'a\nb']) expect(whole({ ...exampleDefect, replay })).toBe(false)
    const start = exampleEvents[0]
    expect(whole({ ...start, seed: '0' })).toBe(true)
    for (const seed of ['', '01', '-1', '1e3', '0x1', 1]) expect(whole({ ...start, seed })).toBe(false)
  })
})
