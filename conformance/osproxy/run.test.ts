import { expect, test } from 'vitest'
import type { RunEvent, VerdictReached, Violation } from '../../reports/event.ts'
import type { Ending } from '../../reports/stream.ts'
import { inProcessSource } from '../kit/adapters/in-process.ts'
import type { Recording } from '../kit/outcome/token.ts'
import { type RunOptions, run } from '../kit/running/run.ts'
import { osproxy } from './protocol.ts'

interface Outcome {
  readonly ending: Ending
  readonly events: readonly RunEvent[]
  readonly recordings: readonly Recording[]
}

/** A quick run on the reference, or on one of its mutants. */
async function outcome(mutant?: string, options: Partial<RunOptions> = {}): Promise<Outcome> {
  const create = mutant === undefined ? osproxy.reference : osproxy.mutants.find(({ id }) => id === mutant)?.create
  if (create === undefined) throw new Error(`no mutant ${mutant}`)
  const events: RunEvent[] = []
  const recordings: Recording[] = []
  const ending = await run({
    protocol: osproxy,
    source: inProcessSource(mutant ?? 'reference', create),
    seed: 1,
    budget: 'quick',
    level: 'MUST',
    pipelined: false,
    now: () => 0,
    emit: (event) => events.push(event),
    keep: (recording) => `token-${recordings.push(recording)}`,
    ...options,
  })
  return { ending, events, recordings }
}

const verdicts = (events: readonly RunEvent[]): readonly VerdictReached[] =>
  events.filter((event): event is VerdictReached => event.event === 'verdict')
const violations = (events: readonly RunEvent[]): readonly Violation[] =>
  events.filter((event): event is Violation => event.event === 'violation')

test('the reference implementation is conformant: every requirement passes, is not applicable with a name, or is excluded with a reason', async () => {
  const { ending, events } = await outcome(undefined, { level: 'SHOULD', budget: 'default' })
  expect(verdicts(events)).toHaveLength(120)
  const rest = verdicts(events).filter(
    ({ verdict, reason }) =>
      verdict !== 'pass' && !((verdict === 'not-applicable' || verdict === 'excluded') && reason !== undefined),
  )
  expect(rest.map(({ requirement, verdict, reason }) => `${requirement} ${verdict} ${reason}`)).toEqual([])
  expect(ending).toMatchObject({ status: 'complete', exit_code: 0 })
})

test('the same seed gives the same events', async () => {
  const first = await outcome()
  const second = await outcome()
  expect(second.events).toEqual(first.events)
})

test('an unattributed divergence never happens on a mutant: every failure names its requirement', async () => {
  const { events } = await outcome('osproxy/reads-flip-at-cutover')
  expect(events.filter((event) => event.event === 'note' && event.code === 'CUT-NOTE-UNATTRIBUTED')).toEqual([])
})

const flip = 'osproxy/reads-flip-at-cutover'

test('a fault turns the run red, with a reproduction of a few steps and a replay token', async () => {
  const { ending, events, recordings } = await outcome(flip)
  expect(ending.exit_code).toBe(1)
  const told = violations(events).find(({ requirement }) => requirement === 'OSP-016')
  expect(told?.steps.map(({ op }) => op)).toEqual(['store.set', 'store.begin_migration', 'store.enter_cutover'])
  expect(told?.then?.op).toBe('store.resolve')
  expect(recordings.length).toBe(violations(events).length)
})

test('a profile that is judged instead of the stated one is recorded, and what it lacks is not applicable', async () => {
  const { events } = await outcome(undefined, { profile: 'store' })
  expect(events[0]).toMatchObject({ event: 'run_started', profile: 'store', profile_overridden: true })
  expect(verdicts(events).find(({ requirement }) => requirement === 'OSP-065')).toMatchObject({
    verdict: 'not-applicable',
    reason: 'profile control',
  })
})
