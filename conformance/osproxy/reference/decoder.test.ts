import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '../../../spec/catalogue.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { call, reset, set } from '../calls.ts'
import { drive } from './drive.ts'

const catalogue = loadCatalogue('osproxy')
const shared = {
  kind: 'shared_index',
  cluster: 'c',
  index: 'i',
  inject: [
    { name: 'n', value: { kind: 'constant', json: null } },
    { name: 'm', value: { kind: 'from_header', header: 'h' } },
  ],
}
const item = { write_id: 'w', partition: 'p', doc_id: 'd', action: 'index' }

/** One valid call of every operation, with every parameter. */
const calls: Readonly<Record<string, JsonObject>> = {
  'state.query': {
    state: { state: 'migrating', from: { kind: 'dedicated_cluster', cluster: 'a' }, to: shared, phase: 'cutover' },
  },
  'store.set': { partition: 'p', placement: shared },
  'store.begin_migration': {
    partition: 'p',
    to: { kind: 'dedicated_index', cluster: 'a', index: 'i' },
    expect_epoch: '1',
  },
  'store.enter_cutover': { partition: 'p', expect_epoch: '18446744073709551615' },
  'store.complete_migration': { partition: 'p', expect_epoch: '0' },
  'store.abort_migration': { partition: 'p', expect_epoch: '9' },
  'store.state': { partition: '' },
  'store.resolve': { partition: 'p' },
  'store.admit_write': { partition: 'p', epoch: '0' },
  'store.current_epoch': {},
  'store.restart': {},
  'store.calls': { since: 0 },
  'ctl.config': { controller: 63 },
  'ctl.begin_migration': { partition: 'p', to: shared, controller: 0 },
  'ctl.enter_cutover': { partition: 'p', controller: 0 },
  'ctl.complete_migration': { partition: 'p', controller: 0 },
  'ctl.abort_migration': { partition: 'p', controller: 0 },
  'ctl.state': { partition: 'p', controller: 0 },
  'ctl.restart': { controller: 0, barrier_ns: '0' },
  'clock.advance': { ns: '1' },
  'clock.rewind': { ns: '1' },
  'clock.now': {},
  'fault.arm': { op: 'set', mode: 'delay', count: 1, retryable: true, reason: 'r', code: 'c', instance: 0 },
  'fault.release': {},
  'fault.clear': {},
  'proxy.write': { ...item, instance: 0, mode: 'sync', stop_at: 'gated' },
  'proxy.resume': { write_id: 'w', stop_at: 'gated' },
  'proxy.result': { bulk_id: 'b' },
  'proxy.bulk': { instance: 0, bulk_id: 'b', items: [item], stop_at: 'prepared' },
  'proxy.read': { instance: 0, partition: 'p', doc_id: 'd' },
  'proxy.mget': { instance: 0, items: [{ partition: 'p', doc_id: 'd' }] },
  'proxy.msearch': { instance: 0, items: [{ partition: 'p', doc_id: 'd' }] },
  'upstream.hold': { write_id: 'w' },
  'upstream.settle': { write_id: 'w', outcome: 'commit' },
  'upstream.log': { since: 3 },
  'obs.explain': { write_id: 'w' },
  'batch.concurrent': { lanes: [[{ op: 'clock.now', params: {} }]], repeat: 1 },
}

/** Values that decoders get wrong. */
const odd: readonly Json[] = [
  null,
  true,
  0,
  1,
  -1,
  1.5,
  64,
  '',
  'x',
  '01',
  '+1',
  '1e3',
  ' 1',
  '1.0',
  '18446744073709551616',
  '99999999999999999999',
  '\ud800',
  'é'.repeat(2049),
  'a'.repeat(4096),
  'a'.repeat(4097),
  [],
  {},
  [[]],
  { kind: 'sharded' },
  { kind: 'dedicated_cluster', cluster: 'a', index: 'i' },
  { kind: 'shared_index', cluster: 'a', index: 'i' },
  { kind: 'DedicatedCluster', cluster: 'a' },
  { kind: 'dedicated_cluster', cluster: 7 },
  { state: 'active', phase: 'draining' },
]

/** Every place in a value, as a path. */
function places(value: Json): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[]]
  const inner: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value)
  return [[], ...inner.flatMap(([name, part]) => places(part).map((rest) => [name, ...rest]))]
}

function replaced(value: Json, [name, ...rest]: readonly (string | number)[], by: Json | undefined): Json {
  if (name === undefined) return by ?? null
  if (Array.isArray(value)) return value.map((part, at) => (at === name ? replaced(part, rest, by) : part))
  const object = value as JsonObject
  const { [name]: old = null, ...others } = object
  if (rest.length === 0 && by === undefined) return others
  return { ...object, [name]: replaced(old, rest, by) }
}

describe('refuses exactly the parameters that the catalogue refuses', () => {
  it('and knows every operation of it', () => {
    expect(Object.keys(calls).sort()).toEqual(catalogue.operations.map(({ name }) => name).sort())
  })

  it.each(Object.entries(calls))('%s', (op, valid) => {
    const ask = drive()
    const judge = (params: JsonObject) => {
      const refused = ask(call(op, params)).error?.code === 'invalid_params'
      const wrong = catalogue.params(op, params)
      // Modes that only changes meet, and instances that this case does not have, are wrong in this case only.
      if (wrong === undefined && (op === 'fault.arm' || Number(params.instance) > 1)) return
      expect(refused, `${op} ${JSON.stringify(params)}: ${wrong}`).toBe(wrong !== undefined)
    }
    judge(valid)
    judge({ ...valid, surplus: 1 })
    const change = fc.record({
      place: fc.constantFrom(...places(valid).slice(1), ['surplus']),
      by: fc.option(fc.constantFrom(...odd), { nil: undefined }),
    })
    fc.assert(
      fc.property(change, ({ place, by }) => judge(replaced(valid, place, by) as JsonObject)),
      { numRuns: 60, seed: 7 },
    )
  })
})

it('refuses operations that it does not know', () => {
  const ask = drive()
  for (const op of ['store.drop', 'constructor', ''])
    expect(ask(call(op))).toMatchObject({ error: { code: 'unsupported_op' } })
})

it('refuses a configuration out of shape and keeps the case', () => {
  const ask = drive({ initial_generation: '5' })
  expect(ask(reset({ barrier_ns: 5 }))).toMatchObject({ error: { code: 'invalid_params' } })
  expect(ask(set('p', shared))).toEqual({ ok: { epoch: '6' } })
})
