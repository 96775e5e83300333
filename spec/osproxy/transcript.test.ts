import { expect, it } from 'vitest'
import { loadSchema, Schemas } from '../schemas.ts'

const messages = loadSchema(`${import.meta.dirname}/messages.schema.json`)
const catalogue = loadSchema(`${import.meta.dirname}/adapter.schema.json`)
const schemas = new Schemas([messages, catalogue])

type Reply = { readonly ok: unknown } | { readonly error: unknown }
type Exchange = readonly [op: string, params: object, reply: Reply]

const acme = { partition: 'acme' }
const globex = { partition: 'globex' }
const us = { kind: 'dedicated_cluster', cluster: 'us-1' }
const globexIndex = { kind: 'dedicated_index', cluster: 'eu-1', index: 'globex-idx' }
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
const at = (epoch: string): Reply => ({ ok: { epoch } })
const refused = (code: string): Reply => ({ error: { code, retryable: false } })
const pending = (remaining_ns: string): Reply => ({ error: { code: 'barrier_pending', remaining_ns, retryable: true } })
const gate = (partition: object, epoch: string, admission: string): Exchange => [
  'store.admit_write',
  { ...partition, epoch },
  { ok: { admission } },
]

/**
 * What the published crates (osproxy-tenancy and osproxy-control 1.0.2) answered, with a barrier of 30 s and a manual clock.
 */
const transcript: readonly Exchange[] = [
  ['store.resolve', acme, { ok: { found: false } }],
  ['store.begin_migration', { ...acme, to: us }, refused('unknown_partition')],
  ['store.set', { ...acme, placement: orders }, at('1')],
  ['store.set', { ...globex, placement: globexIndex }, at('2')],
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
  [
    'ctl.begin_migration',
    { ...acme, to: { kind: 'dedicated_cluster', cluster: 'ap-1' } },
    refused('already_migrating'),
  ],
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
  ['store.state', globex, { ok: { found: true, epoch: '2', state: { state: 'active', placement: globexIndex } } }],
  gate(globex, '2', 'admit'),
  ['store.current_epoch', {}, at('5')],
  ['ctl.begin_migration', { ...globex, to: us }, at('6')],
  ['ctl.enter_cutover', globex, at('7')],
  ['ctl.abort_migration', globex, at('8')],
  ['store.state', globex, { ok: { found: true, epoch: '8', state: { state: 'active', placement: globexIndex } } }],
]

it('has the 35 exchanges that the published crates were seen to answer', () => {
  expect(transcript).toHaveLength(35)
})

it.each(transcript)('admits the parameters and the answer of %s %j', (op, params, reply) => {
  expect(schemas.validator(catalogue.$id, `/operations/${op}/params`)(params)).toBeUndefined()
  if ('ok' in reply) {
    expect(schemas.validator(catalogue.$id, `/operations/${op}/result`)(reply.ok)).toBeUndefined()
  } else {
    const definition = op.startsWith('ctl.') ? 'ControlError' : 'MigrationError'
    expect(schemas.validator(messages.$id, `/$defs/${definition}`)(reply.error)).toBeUndefined()
  }
})
