import { expect, test } from 'vitest'
import type { VerdictReached } from '../../reports/event.ts'
import type { Implementation, Reply } from '../../spec/adapter.ts'
import type { Json, JsonObject } from '../../spec/json.ts'
import type { RunOptions } from '../kit/running/run-options.ts'
import { trialRun } from '../kit/running/trial-run.ts'
import { osproxy } from './protocol.ts'

const flip = 'osproxy/reads-flip-at-cutover'

const onMutant = (id: string, options: Partial<RunOptions>) =>
  trialRun(osproxy, options, osproxy.mutants.find((mutant) => mutant.id === id)?.create)

test.each(['store-walk-driven', 'racing-changes'])('the same seed gives the same events: %s', async (only) => {
  const first = await trialRun(osproxy, { only: [only] })
  const second = await trialRun(osproxy, { only: [only] })
  expect(second.events).toEqual(first.events)
})

test('a fault turns the run red, with a reproduction of a few steps, a replay token and a requirement for every defect', async () => {
  const { ending, events, defects, recordings } = await onMutant(flip, {
    only: ['osproxy/store-walk'],
    skip: ['driven'],
  })
  expect(ending.exit_code).toBe(1)
  const told = defects.find(({ requirements }) => requirements.includes('OSP-016'))
  expect(told?.steps.map(({ op }) => op)).toEqual(['store.set', 'store.begin_migration', 'store.enter_cutover'])
  expect(told?.then?.op).toBe('store.resolve')
  expect(recordings.length).toBe(defects.length)
  expect(events.filter((event) => event.event === 'note' && event.code === 'CUT-NOTE-UNATTRIBUTED')).toEqual([])
})

test('a profile that is judged instead of the stated one is recorded, and what it lacks is not applicable', async () => {
  const { events, verdicts } = await trialRun(osproxy, { profile: 'store', only: ['store-restarts'] })
  expect(verdicts).toHaveLength(osproxy.register().requirements.length)
  expect(events[0]).toMatchObject({ event: 'run_started', profile: 'store', profile_overridden: true })
  expect(verdicts.find(({ requirement }) => requirement === 'OSP-065')).toMatchObject({
    verdict: 'not-applicable',
    reason: 'profile control',
  })
})

/** What stays without a verdict. */
const openIn = (verdicts: readonly VerdictReached[]): string[] =>
  verdicts.flatMap(({ requirement, verdict }) => (verdict === 'inconclusive' ? [requirement] : []))

/** Every check but the long walks. */
const short = osproxy.checks.filter(({ kind }) => kind !== 'model').map(({ id }) => id)

/** Every epoch and stamp told or taken is moved by one. */
function moved(value: Json, by: bigint, name = ''): Json {
  if (typeof value === 'string')
    return /epoch|stamp/.test(name) && /^[0-9]+$/.test(value) ? `${BigInt.asUintN(64, BigInt(value) + by)}` : value
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((item) => moved(item, by, name))
  return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, moved(inner, by, member)]))
}

test('an implementation whose epochs begin at 0 fails for that, and gets a verdict on all else', async () => {
  const create = (): Implementation => {
    const reference = osproxy.reference()
    const told = (reply: Reply): Reply => moved(reply as unknown as Json, -1n) as unknown as Reply
    return {
      request(op, params) {
        if (op === 'hello') return reference.request(op, params)
        const reply = reference.request(op, moved(params, 1n) as JsonObject)
        return reply instanceof Promise ? reply.then(told) : told(reply)
      },
    }
  }
  const { ending, verdicts, defects } = await trialRun(osproxy, { only: short }, create)
  expect(ending).toMatchObject({ status: 'complete', exit_code: 1 })
  expect(defects.some(({ requirements: [first] }) => first === 'OSP-045')).toBe(true)
  const right = await trialRun(osproxy, { only: short })
  expect(openIn(verdicts)).toEqual(openIn(right.verdicts))
})
