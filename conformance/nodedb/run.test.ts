import { describe, expect, test } from 'vitest'
import type { RunEvent, VerdictReached } from '../../reports/event.ts'
import type { Ending } from '../../reports/stream.ts'
import type { Implementation } from '../../spec/adapter.ts'
import { inProcessSource } from '../kit/adapters/in-process.ts'
import { tryMutant, tryVariant } from '../kit/mutation/ledger.ts'
import { type RunOptions, run } from '../kit/running/run.ts'
import { nodedb } from './protocol.ts'

async function outcome(
  create = nodedb.reference,
  options: Partial<RunOptions> = {},
): Promise<{ ending: Ending; events: readonly RunEvent[] }> {
  const events: RunEvent[] = []
  const ending = await run({
    protocol: nodedb,
    source: inProcessSource('reference', create),
    seed: 1,
    budget: 'quick',
    level: 'SHOULD',
    pipelined: false,
    now: () => 0,
    emit: (event) => events.push(event),
    keep: () => 'token',
    ...options,
  })
  return { ending, events }
}

const verdicts = (events: readonly RunEvent[]): readonly VerdictReached[] =>
  events.filter((event): event is VerdictReached => event.event === 'verdict')
const mutant = (id: string) => {
  const found = nodedb.mutants.find((each) => each.id === id)
  if (found === undefined) throw new Error(`no mutant ${id}`)
  return found
}

test('the reference implementation is conformant: every requirement passes', async () => {
  const { ending, events } = await outcome()
  const rest = verdicts(events).filter(({ verdict }) => verdict !== 'pass')
  expect(rest.map(({ requirement, verdict, reason }) => `${requirement} ${verdict} ${reason}`)).toEqual([])
  expect(verdicts(events)).toHaveLength(120)
  expect(ending).toMatchObject({ status: 'complete', exit_code: 0 })
}, 60_000)

test('the same seed gives the same events', async () => {
  const only = { only: ['receiver-walk-holding'] }
  expect((await outcome(undefined, only)).events).toEqual((await outcome(undefined, only)).events)
}, 60_000)

test('a receiver that jumps over gaps is told by its requirement', async () => {
  const { ending, events } = await outcome(mutant('nodedb/gaps-are-jumped').create, { only: ['receiver-cases'] })
  expect(ending.exit_code).toBe(1)
  expect(verdicts(events).find(({ requirement }) => requirement === 'NDB-053')?.verdict).toBe('fail')
}, 60_000)

test('every MUST has a mutant that violates it', () => {
  const violated = new Set(nodedb.mutants.map(({ violates }) => violates))
  const musts = nodedb.register().requirements.filter(({ level }) => level === 'MUST')
  expect(musts.filter(({ id }) => !violated.has(id)).map(({ id }) => id)).toEqual([])
})

/** One mutant of each kind; `cutover mutants nodedb` runs all of them. */
test.each([
  'nodedb/ids-are-doubles',
  'nodedb/one-need-for-all',
  'nodedb/needs-close-early',
  'nodedb/ids-wrap',
  'nodedb/requests-drop-what-waits',
  'nodedb/failed-snapshots-are-empty',
  'nodedb/releases-below-the-high-mark',
  'nodedb/limits-end-with-the-queue',
  'nodedb/refused-forks-are-authenticated',
  'nodedb/dedup-by-high-water-mark',
])(
  '%s is killed',
  async (id) => {
    expect(await tryMutant(nodedb, mutant(id), { seed: 1, shrink: false })).toMatchObject({ killed: true })
  },
  60_000,
)

describe('no conforming variant is flagged', () => {
  test.each(nodedb.variants)(
    '$id',
    async (variant) => {
      expect(await tryVariant(nodedb, variant, { seed: 1, cases: 5 })).toEqual([])
    },
    60_000,
  )
})

test('a sender that a request ends is not robust, whichever check it was', async () => {
  const create = mutant('nodedb/ids-beyond-2-63-end-the-process').create
  const { ending, events } = await outcome(create, { only: ['sender-cases'] })
  expect(ending.exit_code).toBe(1)
  expect(events.filter(({ event }) => event === 'violation')).not.toEqual([])
}, 60_000)

test('an answer that is not allowed and that no requirement names makes a run inconclusive', async () => {
  const create = (): Implementation => {
    const original = nodedb.reference()
    return {
      request: (op, params) =>
        op === 'tx.compact' ? { error: { code: 'no-such-thing', message: 'never' } } : original.request(op, params),
    }
  }
  const { ending, events } = await outcome(create, { only: ['sender-cases'] })
  const notes = events.flatMap((event) => (event.event === 'note' ? [event] : []))
  expect(notes.map(({ code }) => code)).toEqual(['CUT-NOTE-UNATTRIBUTED'])
  expect(notes[0]?.message).toMatch(/tx\.compact: allowed ok .*, got error no-such-thing/)
  expect(ending.exit_code).toBe(3)
}, 60_000)

test('an entry for a check that did not run is neither matched nor stale', async () => {
  const entry = { requirement: 'NDB-053', check: 'nodedb/receiver-walk', facet: 'effects', reason: 'jumps' }
  const known = { path: 'known.yaml', entries: [entry] }
  const { events } = await outcome(undefined, { only: ['sender-cases'], knownFailures: known })
  expect(events.filter(({ event }) => event === 'baseline')).toEqual([])
  const { ending } = await outcome(undefined, { only: ['receiver-walk-holding'], knownFailures: known })
  expect(ending.exit_code).not.toBe(2)
}, 60_000)
