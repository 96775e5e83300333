import { expect, test } from 'vitest'
import { receiverSource } from '../../machines/nodedb/models/receiver-model.ts'
import type { Implementation } from '../../spec/adapter.ts'
import { scene } from '../kit/cases/scene.ts'
import { check } from '../kit/check.ts'
import { stopPoints, stoppedAt, wrongEnding } from '../kit/mutation/stop-sweep.ts'
import type { RunOptions } from '../kit/running/run-options.ts'
import { trialRun } from '../kit/running/trial-run.ts'
import { rx } from './calls.ts'
import { nodedb } from './protocol.ts'
import { createParts, createReference } from './reference/reference.ts'

const onMutant = (id: string, options: Partial<RunOptions>) =>
  trialRun(nodedb, options, nodedb.mutants.find((mutant) => mutant.id === id)?.create)

test('the same seed gives the same events', async () => {
  const only = ['receiver-walk-holding']
  const first = await trialRun(nodedb, { only })
  const second = await trialRun(nodedb, { only })
  expect(second.events).toEqual(first.events)
})

test('a receiver that jumps over gaps is told by its requirement', async () => {
  const { ending, verdicts } = await onMutant('nodedb/gaps-are-jumped', { only: ['receiver-cases'] })
  expect(ending.exit_code).toBe(1)
  expect(verdicts.find(({ requirement }) => requirement === 'NDB-053')?.verdict).toBe('fail')
})

const failing = ({ verdicts }: Awaited<ReturnType<typeof onMutant>>): string[] =>
  verdicts.flatMap(({ requirement, verdict }) => (verdict === 'fail' ? [requirement] : []))

test('a receiver that repeats late breaks when it should repeat, and nothing else', async () => {
  const run = await onMutant('nodedb/repeats-are-late', { budget: 'quick', skip: ['walk'] })
  expect(failing(run)).toEqual(['NDB-057'])
  expect(run.defects).toHaveLength(1)
  expect(run.ending.exit_code).not.toBe(1)
})

test('what breaks a SHOULD does not end what a MUST is judged by', async () => {
  const delta = (id: number) => {
    const [document_id, payload] = [`d${id % 3}`, `613a3${id}`]
    return rx.delta({ collection: 'a', document_id, payload, checksum: 0, mutation_id: `${id}` })
  }
  const own = check({
    id: 'nodedb/one-case',
    kind: 'scenario',
    requirements: ['NDB-051', 'NDB-057'],
    needs: [],
    explain: 'One case.',
    model: receiverSource('one-case'),
    cases: () => [scene('only', [delta(1), delta(3), rx.advance(5_000), delta(1)])],
  })
  const create = (): Implementation =>
    createReference((configuration) => {
      const parts = createParts(configuration)
      const { begun } = parts.needs
      parts.needs.begun = () => ({ ...begun(), wait: parts.settings.backoffFirst() * 1.1 })
      parts.classifier.behind = () => false
      return parts
    })
  expect(failing(await trialRun({ ...nodedb, checks: [own] }, {}, create))).toEqual(
    expect.arrayContaining(['NDB-051', 'NDB-057']),
  )
})

test('a receiver that repeats late asks again in the end', async () => {
  const run = await onMutant('nodedb/repeats-are-late', { only: ['unanswered-requests'] })
  expect(failing(run)).toEqual([])
})

test('a receiver that never repeats breaks the MUST that it has the log in the end', async () => {
  const run = await onMutant('nodedb/requests-are-never-repeated', { only: ['unanswered-requests'] })
  expect(failing(run)).toContain('NDB-115')
  expect(run.ending.exit_code).toBe(1)
})

test('a sender that a request ends is not robust, whichever check it was', async () => {
  const only = ['sender-cases', 'session-walk']
  const run = await onMutant('nodedb/ids-beyond-2-63-end-the-process', { only, budget: 'quick' })
  expect(run.ending.exit_code).toBe(1)
  expect(failing(run)).toEqual(['NDB-033', 'NDB-085'])
})

test('an answer that is not allowed and that no requirement names makes a run inconclusive', async () => {
  const create = (): Implementation => {
    const original = nodedb.reference()
    return {
      request: (op, params) =>
        op === 'tx.compact' ? { error: { code: 'exhausted', message: 'never' } } : original.request(op, params),
    }
  }
  const { ending, events } = await trialRun(nodedb, { only: ['sender-cases'] }, create)
  const notes = events.flatMap((event) => (event.event === 'note' ? [event] : []))
  expect(notes.map(({ code }) => code)).toEqual(['CUT-NOTE-UNATTRIBUTED'])
  // With its parameters, and with the steps before it and theirs.
  expect(notes[0]?.message).toMatch(
    /tx\.compact \{"collection".*\}: allowed ok .*, got error exhausted; after .*tx\.append \{.*\}/,
  )
  expect(ending.exit_code).toBe(3)
})

test('an entry for a check that did not run is neither matched nor stale', async () => {
  const entry = { requirement: 'NDB-053', check: 'nodedb/receiver-walk', facet: 'effects', reason: 'jumps' }
  const known = { path: 'known.yaml', entries: [entry] }
  const { events } = await trialRun(nodedb, { only: ['sender-cases'], knownFailures: known })
  expect(events.filter(({ event }) => event === 'known_failure')).toEqual([])
  const { ending } = await trialRun(nodedb, { only: ['receiver-walk-holding'], knownFailures: known })
  expect(ending.exit_code).not.toBe(2)
})

test('a stop at any call of a check whose calls carry frames ends in a whole report, reset included', async () => {
  const checks = nodedb.checks.filter(({ id }) => id === 'nodedb/session-cases')
  const endings = new Map<string, string | undefined>()
  for await (const point of stopPoints(nodedb, checks)) {
    if (point.way === 'lines' || point.nth > 1) continue
    endings.set(point.op, wrongEnding(point, await stoppedAt(nodedb, point)))
  }
  expect(endings.size).toBeGreaterThan(3)
  expect(endings.has('reset')).toBe(true)
  expect([...endings.values()].filter((problem) => problem !== undefined)).toEqual([])
})
