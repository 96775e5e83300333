import { describe, expect, it } from 'vitest'
import { advance, arm, call, cluster, ctl, generation, look, release, rewind, set } from '../calls.ts'
import { type Ask, drive } from './drive.ts'

const [a, b, c] = ['a', 'b', 'c'].map(cluster)
const pending = (remaining_ns: string) => ({ error: { code: 'barrier_pending', remaining_ns } })
const backend = { error: { code: 'backend', retryable: true } }
const refused = (code: string) => ({ error: { code } })
const begin = (ask: Ask, to = b, more = {}) => ask(ctl.begin('p', to ?? {}, more))
const enter = (ask: Ask, more = {}) => ask(ctl.enter('p', more))
const complete = (ask: Ask, more = {}) => ask(ctl.complete('p', more))
const abort = (ask: Ask, more = {}) => ask(ctl.abort('p', more))
const wait = (ask: Ask, seconds: number) => ask(advance(seconds * 1_000_000_000))
const state = (ask: Ask) => ask(look('p')).ok

function placed(): Ask {
  const ask = drive()
  ask(set('p', a ?? {}))
  return ask
}

describe('a controller waits for the cutover that it completes', () => {
  it('from its first look when the reply of cutover was lost', () => {
    const ask = placed()
    begin(ask)
    ask(arm('enter_cutover', 'after_apply'))
    expect(enter(ask)).toMatchObject({ error: { code: 'backend', definite: false } })
    expect(state(ask)).toMatchObject({ epoch: '3', state: { phase: 'cutover' } })
    expect(enter(ask)).toMatchObject(refused('not_draining'))
    wait(ask, 60)
    expect(complete(ask)).toMatchObject(pending('30000000000'))
    wait(ask, 30)
    expect(complete(ask)).toMatchObject({ ok: { epoch: '4' } })
  })

  it('and does not flip what it cannot read', () => {
    const ask = placed()
    begin(ask)
    enter(ask)
    const before = state(ask)
    ask(arm('state', 'unavailable'))
    expect(complete(ask)).toMatchObject(backend)
    expect(state(ask)).toEqual(before)
  })

  it('not for an earlier one whose completion got no reply', () => {
    const ask = placed()
    begin(ask)
    enter(ask)
    wait(ask, 30)
    ask(arm('complete_migration', 'after_apply'))
    expect(complete(ask)).toMatchObject(backend)
    expect(state(ask)).toMatchObject({ epoch: '4', state: { placement: b } })
    begin(ask, c)
    ask(arm('enter_cutover', 'after_apply'))
    expect(enter(ask)).toMatchObject(backend)
    expect(complete(ask)).toMatchObject(pending('30000000000'))
  })

  it('not for one that another controller has replaced', () => {
    const ask = placed()
    begin(ask)
    enter(ask)
    wait(ask, 40)
    abort(ask, { controller: 1 })
    begin(ask, c, { controller: 1 })
    enter(ask, { controller: 1 })
    expect(complete(ask)).toMatchObject(pending('30000000000'))
  })

  it('again in full after a restart, with its new barrier', () => {
    const ask = placed()
    begin(ask)
    enter(ask)
    wait(ask, 29)
    ask(ctl.restart({ barrier_ns: '5000000000' }))
    expect(complete(ask)).toMatchObject(pending('5000000000'))
    expect(ask(ctl.config({ controller: 1 }))).toEqual({ ok: { barrier_ns: '30000000000' } })
  })

  it('with a clock that stepped back as if no time had passed', () => {
    const ask = placed()
    wait(ask, 10)
    begin(ask)
    enter(ask)
    ask(rewind(5_000_000_000))
    expect(complete(ask)).toMatchObject(pending('30000000000'))
    wait(ask, 6)
    expect(complete(ask)).toMatchObject(pending('29000000000'))
  })
})

describe('a lost reply leaves the whole change in place', () => {
  const lost = [
    ['begin_migration', (ask: Ask) => begin(ask), 'already_migrating', { state: 'migrating', to: b }],
    ['abort_migration', (ask: Ask) => abort(ask), 'not_migrating', { state: 'active', placement: a }],
    ['complete_migration', (ask: Ask) => complete(ask), 'not_migrating', { state: 'active', placement: b }],
  ] as const
  it.each(lost)('%s', (op, change, again, left) => {
    const ask = placed()
    if (op !== 'begin_migration') begin(ask)
    if (op === 'complete_migration') enter(ask)
    wait(ask, 30)
    ask(arm(op, 'after_apply'))
    expect(change(ask)).toMatchObject({ error: { code: 'backend', definite: false } })
    expect(change(ask)).toMatchObject(refused(again))
    expect(state(ask)).toMatchObject({ state: left })
  })
})

it('leaves store and wait alone when requests are lost before they took effect', () => {
  const ask = placed()
  for (const [op, change] of [
    ['begin_migration', begin],
    ['enter_cutover', enter],
    ['complete_migration', complete],
    ['abort_migration', abort],
  ] as const) {
    if (op === 'complete_migration') wait(ask, 30)
    const before = state(ask)
    ask(arm(op, 'before_apply'))
    expect(change(ask)).toMatchObject(backend)
    expect(state(ask)).toEqual(before)
    if (op !== 'complete_migration' && op !== 'abort_migration') change(ask)
  }
  expect(complete(ask)).toMatchObject({ ok: { epoch: '4' } })
})

it('refuses the second copy of a request and a request that comes too late', () => {
  const ask = placed()
  ask(arm('begin_migration', 'duplicate'))
  expect(begin(ask)).toMatchObject({ ok: { epoch: '2' } })
  expect(ask(generation)).toEqual({ ok: { epoch: '2' } })
  enter(ask)
  wait(ask, 30)
  ask(arm('complete_migration', 'delay'))
  expect(complete(ask)).toMatchObject({ error: { code: 'backend', definite: false } })
  abort(ask)
  begin(ask, c)
  enter(ask)
  const before = state(ask)
  ask(release)
  expect(state(ask)).toEqual(before)
})

it('passes on a code that it does not know and does not flip', () => {
  const ask = placed()
  begin(ask)
  enter(ask)
  wait(ask, 30)
  for (const op of ['state', 'complete_migration']) {
    ask(arm(op, 'unavailable', { code: 'quota_exceeded' }))
    expect(complete(ask)).toMatchObject({ error: { code: 'quota_exceeded', retryable: false } })
    expect(state(ask)).toMatchObject({ state: { phase: 'cutover' } })
  }
})

it('lists what controllers asked of the store, and nothing that the driver asked', () => {
  const ask = placed()
  begin(ask)
  complete(ask, { controller: 3 })
  expect(ask(call('store.calls', { since: 1 }))).toEqual({
    ok: {
      calls: [
        { seq: 2, op: 'state', partition: 'p', caller: 'controller:3', outcome: 'ok' },
        { seq: 3, op: 'complete_migration', partition: 'p', caller: 'controller:3', outcome: 'not_cutover' },
      ],
    },
  })
})
