import { expect, it } from 'vitest'
import { cluster, index } from '../calls.ts'
import { drive } from './drive.ts'

const p = { partition: 'p' }
const last = '18446744073709551615'

it('refuses a change at the top of the epochs and keeps everything as it was', () => {
  const ask = drive({ initial_generation: '18446744073709551613' })
  expect(ask('store.set', { ...p, placement: cluster('a') })).toEqual({ ok: { epoch: '18446744073709551614' } })
  expect(ask('store.begin_migration', { ...p, to: cluster('b') })).toEqual({ ok: { epoch: last } })
  const before = ask('store.state', p)
  expect(ask('store.enter_cutover', p)).toMatchObject({ error: { code: 'epoch_exhausted', retryable: false } })
  expect(ask('store.set', { partition: 'q', placement: cluster('a') })).toMatchObject({
    error: { code: 'epoch_exhausted' },
  })
  expect(ask('store.complete_migration', p)).toMatchObject({ error: { code: 'not_cutover' } })
  expect(ask('store.state', p)).toEqual(before)
  expect(ask('store.admit_write', { ...p, epoch: last })).toEqual({ ok: { admission: 'admit' } })
})

it('keeps entries and generation through a restart', () => {
  const ask = drive()
  ask('store.set', { ...p, placement: cluster('a') })
  ask('store.begin_migration', { ...p, to: index('b', 'b-i') })
  ask('store.set', { partition: 'q', placement: cluster('c') })
  const before = ['p', 'q'].map((partition) => ask('store.state', { partition }))
  ask('store.restart')
  expect(['p', 'q'].map((partition) => ask('store.state', { partition }))).toEqual(before)
  expect(ask('store.current_epoch')).toEqual({ ok: { epoch: '3' } })
  expect(ask('store.abort_migration', p)).toEqual({ ok: { epoch: '4' } })
})

it('takes an expected epoch before it looks at the phase and after it knows the partition', () => {
  const ask = drive()
  expect(ask('store.abort_migration', { ...p, expect_epoch: '0' })).toMatchObject({
    error: { code: 'unknown_partition' },
  })
  ask('store.set', { ...p, placement: cluster('a') })
  expect(ask('store.abort_migration', { ...p, expect_epoch: '2' })).toMatchObject({
    error: { code: 'stale_epoch', retryable: false },
  })
  expect(ask('store.abort_migration', { ...p, expect_epoch: '1' })).toMatchObject({ error: { code: 'not_migrating' } })
  expect(ask('store.begin_migration', { ...p, to: cluster('b'), expect_epoch: '1' })).toEqual({ ok: { epoch: '2' } })
})

it('refuses a set while a partition moves, and says so in its statement', () => {
  const ask = drive()
  ask('store.set', { ...p, placement: cluster('a') })
  ask('store.begin_migration', { ...p, to: cluster('b') })
  expect(ask('store.set', { ...p, placement: cluster('c') })).toMatchObject({ error: { code: 'already_migrating' } })
  expect(ask('hello').ok).toMatchObject({ parameters: { set_during_migration: 'refuse' } })
})

it('tells identifiers apart byte for byte', () => {
  const ask = drive()
  const names = ['acme', 'Acme', 'acme ', '\u00e1cme', 'a\u0301cme', '']
  for (const partition of names) ask('store.set', { partition, placement: cluster(partition) })
  for (const [at, partition] of names.entries()) {
    expect(ask('store.state', { partition })).toEqual({
      ok: { found: true, state: { state: 'active', placement: cluster(partition) }, epoch: `${at + 1}` },
    })
  }
})

it('is empty again after a reset', () => {
  const ask = drive()
  ask('store.set', { ...p, placement: cluster('a') })
  ask('clock.advance', { ns: '5' })
  ask('reset')
  expect([ask('store.state', p), ask('store.current_epoch'), ask('clock.now')]).toEqual([
    { ok: { found: false } },
    { ok: { epoch: '0' } },
    { ok: { ns: '0' } },
  ])
})
