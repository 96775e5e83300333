import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {
  ChartWalked,
  DefectFound,
  Event,
  KnownFailureCompared,
  RunEvent,
  VerdictReached,
  ViolationFound,
} from './event.ts'
import { type Ending, EventWriter, parseEvents } from './stream.ts'

const readsText = 'While moving, in either phase, reads go to the origin.'
const waitText = 'A refused enter-cutover never shortens the wait.'

export const exampleDefect: DefectFound = {
  event: 'defect',
  defect: 1,
  requirements: ['OSP-016'],
  suspects: 1,
  check: 'osproxy/reads-stay-at-origin',
  steps: [
    { step: 1, op: 'store.set', summary: 'p1 → a' },
    { step: 2, op: 'store.begin_migration', summary: 'p1 → b' },
    { step: 3, op: 'store.enter_cutover', summary: 'p1' },
  ],
  from_steps: 41,
  from_cases: 112,
  then: { op: 'store.resolve', summary: 'p1' },
  replay: 'osp1.9f3c2a',
  tried_again: 2,
  shrink_executions: 58,
  transcript: [
    { step: 0, op: 'reset', summary: '', got: 'ok {}' },
    {
      step: 1,
      op: 'store.set',
      summary: 'p1 → a',
      allowed: 'ok {epoch: $e1 = "1"}',
      got: 'ok {epoch: "1"}',
      states: [{ p1: 'active epoch=$e1' }],
      fitting: 1,
      transitions: ['store:unknown.set#0'],
    },
    {
      step: 2,
      op: 'store.begin_migration',
      summary: 'p1 → b',
      allowed: 'ok {epoch: $e2 = "2"}',
      got: 'ok {epoch: "2"}',
      states: [{ p1: 'draining epoch=$e2' }],
      fitting: 1,
      transitions: ['store:active.begin#0'],
    },
    {
      step: 3,
      op: 'store.enter_cutover',
      summary: 'p1',
      allowed: 'ok {epoch: $e3 = "3"}',
      got: 'ok {epoch: "3"}',
      states: [{ p1: 'cutover epoch=$e3' }],
      fitting: 1,
      transitions: ['store:draining.enter#0'],
    },
    { step: 3, op: '$link.loses', summary: 'message=1', unsent: true },
    {
      step: 3,
      op: 'store.resolve',
      summary: 'p1',
      query: true,
      allowed: 'ok {placement: "a"}',
      got: 'ok {placement: "b"}',
      differences: [{ facet: 'value', allowed: 'placement a', got: 'placement b', requirements: ['OSP-016'] }],
      states: [{ p1: 'cutover epoch=$e3' }],
      fitting: 2,
      transitions: ['store:cutover.resolve#0'],
      frames: { c0ffee: 'Resolved {placement: "b"}' },
    },
  ],
  detail: { phase: 'cutover' },
}

export const exampleViolation: ViolationFound = {
  event: 'violation',
  defect: 1,
  requirement: 'OSP-016',
  level: 'MUST',
  check: 'osproxy/reads-stay-at-origin',
  judge: 'model',
  transitions: ['partition.cutover.resolve'],
  facet: 'value',
  suspicion: 875,
  text: readsText,
  allowed: 'placement a',
  got: 'placement b',
}

/** A run that shows each event at least once: new and known failures, all five verdicts, a harness fault, every status of a known failure. */
export const exampleEvents: readonly RunEvent[] = [
  {
    event: 'run_started',
    format: 1,
    kit: '1.0.0',
    protocol: 'osproxy',
    register_version: '1.0.2',
    spec_hash: '6f1ed002ab55',
    profile: 'control',
    profile_overridden: true,
    roles: ['store', 'controller'],
    seed: '18446744073709551615',
    budget: 'default',
    cases_budget: 20000,
    adapter: './osproxy-adapter --stdio',
    level: 'MUST',
    shard: '1/4',
    known_failures: 'known-failures.yaml',
  },
  {
    event: 'pics',
    pics: {
      implementation: 'acme-proxy',
      version: '3.1.0',
      language: 'Rust',
      protocol: 'osproxy',
      profile: 'store',
      roles: ['store', 'controller'],
      capabilities: ['restart'],
      clock: 'virtual',
      deterministic: true,
      parameters: { barrier_ns: '5000000000' },
      observes: ['phase'],
      shim_defined: ['OSP-090'],
    },
  },
  {
    event: 'check_started',
    check: 'osproxy/reads-stay-at-origin',
    kind: 'monitor',
    requirements: ['OSP-016'],
    explain: 'While a partition moves, every read resolves to the placement it is moving from.',
  },
  {
    event: 'check_finished',
    check: 'osproxy/reads-stay-at-origin',
    status: 'ran',
    cases: 20000,
    steps: 812345,
    exercised: { 'OSP-016': 5120 },
    violated: ['OSP-016'],
  },
  {
    event: 'check_finished',
    check: 'osproxy/stamps-are-refused',
    status: 'not-applicable',
    reason: 'seeded_counter',
    cases: 0,
    steps: 0,
    exercised: {},
    violated: [],
  },
  exampleDefect,
  exampleViolation,
  ...defect(2, 'OSP-080', 'SHOULD', {
    check: 'osproxy/refusal-keeps-wait',
    facet: 'timing',
    text: waitText,
    allowed: 'remaining 4 s or less',
    got: 'remaining 5 s',
  }),
  ...defect(3, 'OSP-051', 'MUST', {
    check: 'osproxy/epochs-grow',
    facet: 'epoch',
    text: 'Epochs never decrease.',
    allowed: 'above 7',
    got: '7',
    known: 'data race in the batch path, fixed in 3.2',
  }),
  verdict('OSP-016', 'MUST', 'routing', readsText, 'fail', {
    checks: ['osproxy/reads-stay-at-origin'],
    exercised: 5120,
    source: ['Partition migration 1.0.2, lines 40-44'],
    falsifiers: ['osproxy/reads-flip-at-cutover'],
  }),
  verdict('OSP-017', 'MUST', 'routing', 'While draining, writes go to the origin.', 'pass', { exercised: 7311 }),
  verdict('OSP-051', 'MUST', 'epochs', 'Epochs never decrease.', 'fail', {
    exercised: 40,
    hardened: true,
    known: 'data race in the batch path, fixed in 3.2',
  }),
  verdict('OSP-052', 'MUST', 'epochs', 'At the top of the epoch range a change is refused.', 'not-applicable', {
    reason: 'seeded_counter',
  }),
  verdict('OSP-053', 'MUST', 'epochs', 'A stamp from the future is refused.', 'not-applicable', {
    reason: 'seeded_counter',
  }),
  verdict('OSP-080', 'SHOULD', 'barrier', waitText, 'fail', { exercised: 12 }),
  verdict('OSP-081', 'MAY', 'barrier', 'A controller may answer the remaining wait.', 'inconclusive', {
    reason: 'not exercised within the budget',
  }),
  verdict('OSP-082', 'MUST', 'barrier', 'A wait that is over stays over.', 'inconclusive', {
    reason: 'masked by defect 3 (OSP-051)',
    masked_by: [{ defect: 3, requirement: 'OSP-051' }],
    known: 'data race in the batch path, fixed in 3.2',
  }),
  verdict('OSP-111', 'MUST', 'barrier', 'Whoever drives a migration waits.', 'excluded', {
    reason: 'an obligation on the driver, not on an implementation',
  }),
  {
    event: 'coverage',
    chart: 'store',
    transitions: 42,
    covered: 40,
    uncovered: ['draining → aborted', 'cutover → aborted'],
  },
  {
    event: 'chart',
    chart: 'store',
    explain: 'What a store says of one partition.',
    initial: 'unknown',
    states: ['unknown', 'active', 'draining', 'cutover'],
    transitions: [
      transition('store:unknown.set#0', 'active', ['OSP-001'], true),
      transition('store:active.begin#0', 'draining', ['OSP-003'], true),
      { ...transition('store:draining.enter#0', 'cutover', ['OSP-004'], true), outputs: ['changed'] },
      { ...transition('store:cutover.complete#0', 'active', ['OSP-111'], false), guard: 'due' },
      transition('store:draining.abort#0', 'active', [], false),
      transition('store:cutover.resolve#0', 'cutover', ['OSP-016'], true),
    ],
  },
  compared('matched', 'OSP-051', 'osproxy/epochs-grow'),
  compared('stale', 'OSP-017', 'osproxy/writes-follow-phase'),
  {
    ...compared('unmatched', 'OSP-999', 'osproxy/no-such-check'),
    detail: 'check osproxy/no-such-check does not exist',
  },
  compared('absent-intermittent', 'OSP-018', 'osproxy/no-lost-write'),
  {
    event: 'harness_fault',
    code: 'CUT-ADAPTER-ID',
    message: 'the adapter answered request 9 with id 10',
    rule: 'replies carry the id of their request, in order',
    line: '{"id":10,"ok":{}}',
    expected: 'a line with "id":9',
    stderr: 'thread main panicked at src/lib.rs:7\nnote: run with RUST_BACKTRACE=1\n',
  },
  { event: 'note', code: 'CUT-NOTE-CLOCK', message: 'the clock is virtual: deadlines are judged in elapsed time' },
]

export const exampleEnding: Ending = { status: 'complete', exit_code: 1, cases: 20000, steps: 812345 }

/** The stream's bytes, written by the writer under a clock that never moves. */
export function streamOf(events: readonly RunEvent[], ending: Ending = exampleEnding): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'cutover-events-'))
  try {
    const writer = new EventWriter(directory, () => 0)
    for (const event of events) writer.write(event)
    writer.finish(ending)
    return readFileSync(writer.path)
  } finally {
    rmSync(directory, { recursive: true })
  }
}

/** The events with their footer. */
export function finished(events: readonly RunEvent[], ending: Ending = exampleEnding): readonly Event[] {
  return parseEvents(streamOf(events, ending), 'example')
}

/** A defect that breaks one requirement, with its violation. */
export function defect(
  number: number,
  requirement: string,
  level: ViolationFound['level'],
  shown: Pick<ViolationFound, 'check' | 'facet' | 'text' | 'allowed' | 'got'> & Partial<Pick<ViolationFound, 'known'>>,
  steps: DefectFound['steps'] = [],
): readonly [DefectFound, ViolationFound] {
  const known = shown.known === undefined ? {} : { known: shown.known }
  const found = { steps, from_steps: steps.length, from_cases: 1, shrink_executions: 0 }
  const replay = `osp1.${requirement.slice(-3)}`
  const { check } = shown
  return [
    { event: 'defect', defect: number, requirements: [requirement], suspects: 1, check, ...found, replay, ...known },
    {
      event: 'violation',
      defect: number,
      requirement,
      level,
      judge: check,
      transitions: [],
      suspicion: 1000,
      ...shown,
    },
  ]
}

export function verdict(
  requirement: string,
  level: VerdictReached['level'],
  category: string,
  text: string,
  outcome: VerdictReached['verdict'],
  rest: Partial<VerdictReached> = {},
): VerdictReached {
  return { event: 'verdict', requirement, level, category, text, verdict: outcome, checks: [], exercised: 0, ...rest }
}

/** `id` is `<chart>:<state>.<event>#<index>`. */
function transition(
  id: string,
  target: string,
  requirements: readonly string[],
  isTaken: boolean,
): ChartWalked['transitions'][number] {
  const [, source = '', trigger = ''] = /^[^:]+:(\w+)\.(\w+)#/.exec(id) ?? []
  return { id, source, target, trigger, requirements, ...(isTaken ? { taken: true } : {}) }
}

function compared(
  status: 'matched' | 'stale' | 'unmatched' | 'absent-intermittent',
  requirement: string,
  check: string,
): KnownFailureCompared {
  return { event: 'known_failure', status, requirement, check, facet: 'value', reason: 'see the tracker of acme-proxy' }
}
