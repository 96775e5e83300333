import { expect, it } from 'vitest'
import {
  abort,
  admit,
  advance,
  begin,
  call,
  clock,
  cluster,
  complete,
  enter,
  generation,
  index,
  look,
  reset,
  restartStore,
  set,
} from '../calls.ts'
import { drive } from './drive.ts'

const last = '18446744073709551615'

it('refuses a change at the top of the epochs and keeps everything as it was', () => {
  const ask = drive({ initial_generation: '18446744073709551613' })
  expect(ask(set('p', cluster('a')))).toEqual({ ok: { epoch: '18446744073709551614' } })
  expect(ask(begin('p', cluster('b')))).toEqual({ ok: { epoch: last } })
  const before = ask(look('p'))
  expect(ask(enter('p'))).toMatchObject({ error: { code: 'epoch_exhausted', retryable: false } })
  expect(ask(set('q', cluster('a')))).toMatchObject({
    error: { code: 'epoch_exhausted' },
  })
  expect(ask(complete('p'))).toMatchObject({ error: { code: 'not_cutover' } })
  expect(ask(look('p'))).toEqual(before)
  expect(ask(admit('p', last))).toEqual({ ok: { admission: 'admit' } })
})

it('keeps entries and generation through a restart', () => {
  const ask = drive()
  ask(set('p', cluster('a')))
  ask(begin('p', index('b', 'b-i')))
  ask(set('q', cluster('c')))
  const before = ['p', 'q'].map((partition) => ask(look(partition)))
  ask(restartStore)
  expect(['p', 'q'].map((partition) => ask(look(partition)))).toEqual(before)
  expect(ask(generation)).toEqual({ ok: { epoch: '3' } })
  expect(ask(abort('p'))).toEqual({ ok: { epoch: '4' } })
})

it('takes an expected epoch before it looks at the phase and after it knows the partition', () => {
  const ask = drive()
  expect(ask(abort('p', { expect_epoch: '0' }))).toMatchObject({
    error: { code: 'unknown_partition' },
  })
  ask(set('p', cluster('a')))
  expect(ask(abort('p', { expect_epoch: '2' }))).toMatchObject({
    error: { code: 'stale_epoch', retryable: false },
  })
  expect(ask(abort('p', { expect_epoch: '1' }))).toMatchObject({ error: { code: 'not_migrating' } })
  expect(ask(begin('p', cluster('b'), { expect_epoch: '1' }))).toEqual({ ok: { epoch: '2' } })
})

it('refuses a set while a partition moves, and says so in its statement', () => {
  const ask = drive()
  ask(set('p', cluster('a')))
  ask(begin('p', cluster('b')))
  expect(ask(set('p', cluster('c')))).toMatchObject({ error: { code: 'already_migrating' } })
  expect(ask(call('hello')).ok).toMatchObject({ parameters: { set_during_migration: 'refuse' } })
})

it('tells identifiers apart byte for byte', () => {
  const ask = drive()
  const names = ['acme', 'Acme', 'acme ', '\u00e1cme', 'a\u0301cme', '']
  for (const partition of names) ask(set(partition, cluster(partition)))
  for (const [at, partition] of names.entries()) {
    expect(ask(look(partition))).toEqual({
      ok: { found: true, state: { state: 'active', placement: cluster(partition) }, epoch: `${at + 1}` },
    })
  }
})

it('is empty again after a reset', () => {
  const ask = drive()
  ask(set('p', cluster('a')))
  ask(advance(5))
  ask(reset())
  expect([ask(look('p')), ask(generation), ask(clock)]).toEqual([
    { ok: { found: false } },
    { ok: { epoch: '0' } },
    { ok: { ns: '0' } },
  ])
})
