import { expect, it } from 'vitest'
import type { Call } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { arm, batch, begin, clock, cluster, ctl, look, release, set } from '../calls.ts'
import { drive } from './drive.ts'
import { epochDecreased } from './lanes.ts'
import { createReference } from './reference.ts'

const p = { partition: 'p' }
const placing = set('p', cluster('a'))
const moving = begin('p', cluster('b'))
const run = (ask: ReturnType<typeof drive>, lanes: readonly (readonly Call[])[], repeat = 1) => {
  const { ok } = ask(batch(lanes, { repeat }))
  return ok as unknown as {
    rounds: number
    results: { call_seq: number; return_seq: number; ok?: JsonObject; error?: JsonObject }[][]
  }
}

it('lets exactly one of identical simultaneous requests succeed', () => {
  const ask = drive()
  ask(placing)
  const { results } = run(
    ask,
    Array.from({ length: 8 }, () => [moving]),
  )
  expect(results.flat().filter(({ ok }) => ok !== undefined)).toHaveLength(1)
  expect(results.flat().filter(({ error }) => error?.code === 'already_migrating')).toHaveLength(7)
})

it('runs calls of different lanes at the same time, calls of one lane in order', () => {
  const ask = drive()
  const { results } = run(ask, [Array.from({ length: 20 }, () => placing), Array.from({ length: 20 }, () => look('p'))])
  for (const lane of results) {
    for (const [at, { call_seq, return_seq }] of lane.entries()) {
      expect(return_seq).toBeGreaterThan(call_seq)
      expect(call_seq).toBeGreaterThan(lane[at - 1]?.return_seq ?? -1)
    }
  }
  const [changes = [], reads = []] = results
  expect(
    changes.some((one) => reads.some((other) => other.call_seq < one.return_seq && one.call_seq < other.return_seq)),
  ).toBe(true)
  const numbers = results.flat().flatMap(({ call_seq, return_seq }) => [call_seq, return_seq])
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 80 }, (_, at) => at))
})

it('draws another schedule each round and the same ones in every case', () => {
  const schedules = [0, 1].map(() => {
    const ask = drive()
    return [0, 1].map(() =>
      JSON.stringify(
        run(ask, [
          [placing, placing],
          [clock, placing],
        ]).results.map((lane) => lane.map(({ call_seq }) => call_seq)),
      ),
    )
  })
  expect(schedules[0]).toEqual(schedules[1])
  expect(schedules[0]?.[0]).not.toBe(schedules[0]?.[1])
})

it('never shows an epoch that goes down', () => {
  const ask = drive()
  const writers = Array.from({ length: 4 }, () => Array.from({ length: 10 }, () => placing))
  const readers = Array.from({ length: 2 }, () => Array.from({ length: 20 }, () => look('p')))
  expect(run(ask, [...writers, ...readers], 30).rounds).toBe(30)
})

it('stops at the first round in which an epoch went down', () => {
  const racy = drive({}, (parts) => {
    let drawn = 0n
    parts.locks.take = () => true
    parts.epochs.next = () => ++drawn
  })
  const lanes = [
    ...Array.from({ length: 3 }, () => [placing, placing, placing]),
    Array.from({ length: 12 }, () => look('p')),
  ]
  expect(run(racy, lanes, 500).rounds).toBeLessThan(500)
})

it('compares reads only with those that had ended before they began', () => {
  const calls = [[look('p')], [look('p')]]
  const read = (call_seq: number, return_seq: number, epoch: string) => [
    { call_seq, return_seq, reply: { ok: { found: true, epoch } } },
  ]
  expect(epochDecreased(calls, [read(0, 1, '5'), read(2, 3, '4')])).toBe(true)
  expect(epochDecreased(calls, [read(0, 2, '5'), read(1, 3, '4')])).toBe(false)
  expect(epochDecreased([calls[0] ?? [], [look('q')]], [read(0, 1, '5'), read(2, 3, '4')])).toBe(false)
})

it('answers a stalled call after the release, and others meanwhile', async () => {
  const reference = createReference()
  reference.request('reset', {})
  for (const partition of ['p', 'q']) reference.request('store.set', { partition, placement: cluster('a') })
  reference.request('fault.arm', { op: 'begin_migration', mode: 'stall' })
  const stalled = reference.request('ctl.begin_migration', { ...p, to: cluster('b') })
  expect(stalled).toBeInstanceOf(Promise)
  expect(reference.request('store.begin_migration', { partition: 'q', to: cluster('b') })).toEqual({
    ok: { epoch: '3' },
  })
  expect(reference.request('store.state', p)).toMatchObject({ ok: { epoch: '1' } })
  reference.request('fault.release', {})
  expect(await stalled).toEqual({ ok: { epoch: '4' } })
})

it('answers what is still stalled when the case ends', async () => {
  const reference = createReference()
  reference.request('fault.arm', { op: 'state', mode: 'stall' })
  const stalled = reference.request('ctl.state', p)
  reference.request('reset', {})
  expect(await stalled).toMatchObject({ error: { code: 'backend', definite: false } })
})

it('releases a stalled lane from another lane', () => {
  const ask = drive()
  ask(placing)
  ask(arm('state', 'stall'))
  const { results } = run(ask, [[ctl.state('p')], [look('p'), release]])
  expect(results[0]?.[0]?.ok).toMatchObject({ found: true })
})
