import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../spec/json.ts'
import {
  advance,
  arm,
  begin,
  bulk,
  call,
  cluster,
  ctl,
  explain,
  hold,
  index,
  log,
  read,
  result,
  resultOfBulk,
  resume,
  resumeBulk,
  set,
  settle,
  write,
} from '../calls.ts'
import { type Ask, drive } from './drive.ts'

const move = (ask: Ask, ...steps: string[]) =>
  steps.forEach((step) => {
    ask(step === 'begin_migration' ? begin('p', cluster('b')) : call(`store.${step}`, { partition: 'p' }))
  })
const commits = (ask: Ask) => (ask(log).ok?.commits ?? []) as JsonObject[]

function placed(configuration: JsonObject = {}): Ask {
  const ask = drive(configuration)
  ask(set('p', index('a', 'a-i')))
  return ask
}

it('gates a write with the stamp it was routed by, and sends it to that target alone', () => {
  const ask = placed()
  const target = { cluster: 'a', index: 'a-i' }
  expect(ask(write('w1', 'p', { stop_at: 'resolved' }))).toEqual({
    ok: { paused: 'resolved', target, epoch: '1', phase: 'settled' },
  })
  expect(ask(write('w2', 'p'))).toMatchObject({
    ok: { done: { http_status: 201, target, epoch: '1', attempts: 1, waits_ns: [] } },
  })
  move(ask, 'begin_migration')
  expect(ask(resume('w1'))).toMatchObject({
    ok: { done: { http_status: 409, code: 'stale_epoch', retryable: true, epoch: '1' } },
  })
  expect(commits(ask)).toEqual([{ seq: 1, at_ns: '0', write_id: 'w2', partition: 'p', ...target, epoch: '1' }])
})

it('serves reads in every phase', () => {
  const ask = placed()
  for (const [step, phase] of [
    ['begin_migration', 'draining'],
    ['enter_cutover', 'cutover'],
  ] as const) {
    move(ask, step)
    expect(ask(read('p', 1))).toMatchObject({
      ok: { target: { cluster: 'a' }, phase },
    })
  }
})

describe('reads of the store are repeated', () => {
  const ms = (...list: number[]) => list.map((wait) => `${wait}000000`)
  const policies = [
    [undefined, 1, ms(50), 2],
    [undefined, 2, ms(50, 100), 3],
    [
      { max_attempts: 8, base_backoff_ns: '50000000', max_backoff_ns: '1000000000' },
      7,
      ms(50, 100, 200, 400, 800, 1000, 1000),
      8,
    ],
    [{ max_attempts: 5, base_backoff_ns: '10000000', max_backoff_ns: '25000000' }, 4, ms(10, 20, 25, 25), 5],
    [{ max_attempts: 0, base_backoff_ns: '1', max_backoff_ns: '1' }, 0, [], 1],
  ] as const
  it.each(policies)('with policy %j after %i failures, waiting %j', (retry, count, waits_ns, attempts) => {
    const ask = placed(retry === undefined ? {} : { retry: { ...retry } })
    if (count > 0) ask(arm('resolve', 'unavailable', { count }))
    expect(ask(read('p')).ok).toMatchObject({ attempts, waits_ns })
  })

  it('until the attempts are used up', () => {
    const ask = placed()
    ask(arm('resolve', 'unavailable', { count: 3 }))
    const failed = { http_status: 503, code: 'placement_backend_unavailable', retryable: true, attempts: 3 }
    expect(ask(write('w1', 'p')).ok).toMatchObject({ done: failed })
    expect(commits(ask)).toEqual([])
  })

  it('but not when the answer is definitive', () => {
    const ask = placed()
    ask(arm('resolve', 'unavailable', { retryable: false }))
    expect(ask(write('w1', 'p')).ok).toMatchObject({
      done: { http_status: 503, retryable: false, attempts: 1, waits_ns: [] },
    })
    expect(ask(write('w2', 'p', { partition: 'nowhere' })).ok).toMatchObject({
      done: { http_status: 404, code: 'placement_missing', attempts: 1 },
    })
    const { partition: _, ...unnamed } = { instance: 0, write_id: 'w3', partition: 'p', doc_id: 'd', action: 'index' }
    expect(ask(call('proxy.write', unnamed)).ok).toEqual({
      done: { http_status: 400, code: 'partition_unresolved', retryable: false, attempts: 0, waits_ns: [] },
    })
  })

  it('by the instance that the fault names only', () => {
    const ask = placed()
    ask(arm('resolve', 'unavailable', { instance: 1 }))
    expect(ask(read('p')).ok).toMatchObject({ attempts: 1 })
    expect(ask(read('p', 1)).ok).toMatchObject({ attempts: 2 })
  })
})

it('keeps the gate closed when the store cannot be asked', () => {
  const ask = placed()
  ask(arm('admit_write', 'unavailable'))
  expect(ask(write('w1', 'p')).ok).toMatchObject({ done: { http_status: 503, retryable: true } })
  expect(commits(ask)).toEqual([])
})

it('refuses a shared index without a partition in its id rule', () => {
  for (const id_rule of ['partition', 'constant', 'none']) {
    const ask = drive({ id_rule })
    ask(set('p', { kind: 'shared_index', cluster: 'a', index: 'i', inject: [] }))
    const status = id_rule === 'partition' ? 201 : 400
    expect(ask(write('w1', 'p')).ok).toMatchObject({ done: { http_status: status } })
  }
})

describe('the deadline of a write counts from the gate', () => {
  const deadline = { upstream_deadline_ns: '100', barrier_ns: '101' }
  it.each([
    ['100', 201, 1],
    ['101', 502, 0],
  ] as const)('paused for %s ns after it', (ns, http_status, applied) => {
    const ask = placed(deadline)
    ask(write('w1', 'p', { stop_at: 'gated' }))
    ask(call('clock.advance', { ns }))
    expect(ask(resume('w1')).ok).toMatchObject({ done: { http_status } })
    expect(commits(ask)).toHaveLength(applied)
  })

  it('also while the upstream holds it', () => {
    const ask = placed(deadline)
    ask(hold('w1'))
    expect(ask(write('w1', 'p')).ok).toEqual({ held: { target: { cluster: 'a', index: 'a-i' }, epoch: '1' } })
    ask(advance(101))
    expect(ask(result('w1')).ok).toMatchObject({
      done: { http_status: 502, code: 'upstream_failed' },
    })
    expect(ask(settle('w1', 'commit'))).toEqual({ ok: {} })
    expect(commits(ask)).toEqual([])
  })

  it('so that no bulk outlives a barrier that is longer', () => {
    const ask = placed({ upstream_deadline_ns: '30', barrier_ns: '31' })
    move(ask, 'begin_migration')
    const items = ['w1', 'w2', 'w3'].map((write_id) => ({
      write_id,
      partition: 'p',
      doc_id: write_id,
      action: 'index',
    }))
    for (const { write_id } of items) ask(hold(write_id))
    expect(ask(bulk('b', items)).ok).toEqual({ held: ['w1', 'w2', 'w3'] })
    ask(ctl.enter('p'))
    for (const { write_id } of items) {
      ask(advance(29))
      ask(settle(write_id, 'commit'))
    }
    expect(ask(ctl.complete('p'))).toMatchObject({ ok: {} })
    expect(commits(ask).map(({ write_id, at_ns }) => [write_id, at_ns])).toEqual([['w1', '29']])
    expect(ask(resultOfBulk('b')).ok).toMatchObject({
      done: { errors: true, items: [{ status: 201 }, { status: 502, retryable: true }, { status: 502 }] },
    })
  })
})

describe('a bulk', () => {
  const items = ['q', 'p', 'gone', 'p', 'q'].map((partition, at) => ({
    write_id: `w${at}`,
    partition,
    doc_id: `d${at}`,
    action: 'create',
  }))
  const whole = (more: JsonObject = {}) => bulk('b', items, more)

  function two(): Ask {
    const ask = placed()
    ask(set('q', cluster('c')))
    return ask
  }

  it('answers each item at its position', () => {
    const ask = two()
    move(ask, 'begin_migration', 'enter_cutover')
    expect(ask(whole())).toEqual({
      ok: {
        done: {
          http_status: 200,
          errors: true,
          items: [
            { write_id: 'w0', status: 201 },
            { write_id: 'w1', status: 409, code: 'stale_epoch', retryable: true },
            { write_id: 'w2', status: 404, code: 'placement_missing', retryable: false },
            { write_id: 'w3', status: 409, code: 'stale_epoch', retryable: true },
            { write_id: 'w4', status: 201 },
          ],
        },
      },
    })
    expect(commits(ask).map(({ write_id }) => write_id)).toEqual(['w0', 'w4'])
  })

  it('is gated when it is dispatched, not when it was prepared', () => {
    const ask = two()
    expect(ask(whole({ stop_at: 'prepared' }))).toEqual({ ok: { paused: 'prepared' } })
    move(ask, 'begin_migration', 'enter_cutover')
    expect(ask(resumeBulk('b', { stop_at: 'gated' }))).toEqual({ ok: { paused: 'gated' } })
    move(ask, 'abort_migration')
    expect(ask(resumeBulk('b')).ok).toMatchObject({
      done: { items: [{}, { status: 409 }, {}, { status: 409 }, {}] },
    })
    expect(ask(explain('w1')).ok).toMatchObject({
      outcome: 'error',
      error: { code: 'stale_epoch' },
    })
  })

  it('tells an outage of the store from a missing placement, as multi-gets do', () => {
    const ask = two()
    const outage = { status: 503, code: 'placement_backend_unavailable', retryable: true }
    ask(arm('resolve', 'unavailable', { count: 3 }))
    expect(ask(whole()).ok).toMatchObject({
      done: { items: [outage, { status: 201 }, { status: 404 }, { status: 201 }, outage] },
    })
    for (const op of ['proxy.mget', 'proxy.msearch']) {
      ask(arm('resolve', 'unavailable', { count: 3 }))
      const many = ask(
        call(op, {
          instance: 0,
          items: [
            { partition: 'p', doc_id: 'd' },
            { partition: 'q', doc_id: 'd' },
          ],
        }),
      )
      expect(many.ok).toMatchObject({ items: [outage, { target: { cluster: 'c' } }] })
    }
  })
})

it('queues asynchronous writes behind the gate, with their stamp', () => {
  const ask = placed()
  expect(ask(write('w1', 'p', { mode: 'async' })).ok).toMatchObject({
    done: { http_status: 202, op_id: 'op-1', epoch: '1' },
  })
  move(ask, 'begin_migration', 'enter_cutover')
  expect(ask(write('w2', 'p', { mode: 'async' })).ok).toMatchObject({ done: { http_status: 409 } })
  expect(commits(ask)).toEqual([])
})

it('explains writes with the phase they were routed in and without any value', () => {
  const ask = drive()
  const secret = 'canary-4711'
  const inject = [{ name: '_src', value: { kind: 'constant', json: secret } }]
  ask(set('p', { kind: 'shared_index', cluster: 'a', index: 'i', inject }))
  move(ask, 'begin_migration')
  ask(write('w1', 'p'))
  const span = {
    partition_id: 'p',
    epoch: '2',
    migration: 'draining',
    target_cluster: 'a',
    target_index: 'i',
    inject_field_names: ['_src'],
  }
  expect(ask(explain('w1')).ok).toMatchObject({
    outcome: 'ok',
    error: null,
    spans: { 'spi.resolve': span, dispatch: {} },
  })
  move(ask, 'enter_cutover')
  ask(write('w2', 'p'))
  const held = ask(explain('w2')).ok
  expect(held).toMatchObject({ outcome: 'error', error: { code: 'stale_epoch', retryable: true } })
  expect(held?.spans).not.toHaveProperty('dispatch')
  expect(JSON.stringify(held)).not.toContain(secret)
  expect(ask(explain('w3'))).toMatchObject({ error: { code: 'unknown_request' } })
})
