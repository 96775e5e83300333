import { expect, it } from 'vitest'
import { advance, arm, begin, call, cluster, ctl, index, set } from '../calls.ts'
import { drive } from './drive.ts'

const acme = { partition: 'acme' }
const globex = { partition: 'globex' }
const us = cluster('us-1')
const home = index('eu-1', 'eu-1-i')
const orders = {
  kind: 'shared_index',
  cluster: 'eu-1',
  index: 'orders-shared',
  inject: [
    { name: '_tenant', value: { kind: 'partition_id' } },
    { name: '_src', value: { kind: 'constant', json: { a: [1, null] } } },
    { name: '_who', value: { kind: 'from_principal', attr: 'team' } },
    { name: '_region', value: { kind: 'from_header', header: 'x-region' } },
  ],
}
const at = (epoch: string) => ({ ok: { epoch } })
const refused = (code: string) => ({ error: { code, retryable: false } })
const pending = (remaining_ns: string) => ({ error: { code: 'barrier_pending', remaining_ns, retryable: true } })
const gate = (partition: object, epoch: string, admission: string) =>
  ['store.admit_write', { ...partition, epoch }, { ok: { admission } }] as const

it('answers the worked conversation as the published crates did', () => {
  const ask = drive()
  const lines = [
    ['store.resolve', acme, { ok: { found: false } }],
    ['store.begin_migration', { ...acme, to: us }, refused('unknown_partition')],
    ['store.set', { ...acme, placement: orders }, at('1')],
    ['store.set', { ...globex, placement: home }, at('2')],
    gate(acme, '1', 'admit'),
    gate(acme, '2', 'reject'),
    ['ctl.begin_migration', { ...acme, to: us }, at('3')],
    [
      'store.state',
      acme,
      { ok: { found: true, epoch: '3', state: { state: 'migrating', from: orders, to: us, phase: 'draining' } } },
    ],
    ['store.resolve', acme, { ok: { found: true, placement: orders, epoch: '3', phase: 'draining' } }],
    gate(acme, '1', 'reject'),
    gate(acme, '3', 'admit'),
    ['ctl.complete_migration', acme, refused('not_cutover')],
    ['fault.arm', { op: 'enter_cutover', mode: 'before_apply' }, { ok: {} }],
    ['ctl.enter_cutover', acme, { error: { code: 'backend', reason: 'store unreachable', retryable: true } }],
    ['ctl.enter_cutover', acme, at('4')],
    gate(acme, '4', 'reject'),
    ['store.resolve', acme, { ok: { found: true, placement: orders, epoch: '4', phase: 'cutover' } }],
    ['ctl.begin_migration', { ...acme, to: cluster('ap-1') }, refused('already_migrating')],
    ['ctl.complete_migration', acme, pending('30000000000')],
    ['clock.advance', { ns: '29999999999' }, { ok: {} }],
    ['ctl.complete_migration', acme, pending('1')],
    ['clock.advance', { ns: '1' }, { ok: {} }],
    ['ctl.complete_migration', acme, at('5')],
    ['store.state', acme, { ok: { found: true, epoch: '5', state: { state: 'active', placement: us } } }],
    gate(acme, '4', 'reject'),
    gate(acme, '5', 'admit'),
    gate(acme, '18446744073709551615', 'reject'),
    ['ctl.abort_migration', acme, refused('not_migrating')],
    ['store.state', globex, { ok: { found: true, epoch: '2', state: { state: 'active', placement: home } } }],
    gate(globex, '2', 'admit'),
    ['store.current_epoch', {}, at('5')],
    ['ctl.begin_migration', { ...globex, to: us }, at('6')],
    ['ctl.enter_cutover', globex, at('7')],
    ['ctl.abort_migration', globex, at('8')],
    ['store.state', globex, { ok: { found: true, epoch: '8', state: { state: 'active', placement: home } } }],
  ] as const
  for (const [op, params, reply] of lines)
    expect(ask(call(op, params)), `${op} ${JSON.stringify(params)}`).toMatchObject(reply)
})

it('words its refusals as the table of errors does', () => {
  const ask = drive()
  const message = (op: string, params = acme) => ask(call(op, params)).error?.message
  expect(message('store.enter_cutover')).toBe('partition has no placement')
  ask(set('acme', home))
  expect(message('ctl.abort_migration')).toBe('transition refused: partition is not migrating')
  ask(ctl.begin('acme', us))
  expect(ask(begin('acme', us)).error?.message).toBe('partition is already migrating')
  expect(message('store.complete_migration')).toBe('migration is not in cutover')
  ask(ctl.enter('acme'))
  expect(message('store.enter_cutover')).toBe('migration is not draining')
  ask(advance(500_000_000))
  expect(message('ctl.complete_migration')).toBe('drain barrier not elapsed; wait 29.5s longer')
  ask(arm('state', 'unavailable'))
  expect(message('ctl.complete_migration')).toBe(
    'transition refused: migration store backend failure: store unavailable',
  )
})
