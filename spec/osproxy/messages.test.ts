import { describe, expect, it } from 'vitest'
import { loadSchema, Schemas } from '../schemas.ts'

const messages = loadSchema(`${import.meta.dirname}/messages.schema.json`)
const schemas = new Schemas([messages])

type Row = readonly [definition: string, what: string, value: unknown]

const cluster = { kind: 'dedicated_cluster', cluster: 'us-1' }
const index = { kind: 'dedicated_index', cluster: 'eu-1', index: 'globex-idx' }
const shared = (...inject: unknown[]) => ({ kind: 'shared_index', cluster: 'eu-1', index: 'orders', inject })
const field = (value: unknown) => ({ name: '_f', value })
const moving = (phase: string) => ({ state: 'migrating', from: index, to: cluster, phase })
const epoch = (text: unknown): Row => ['Epoch', `epoch ${JSON.stringify(text)}`, text]
const refused = (code: string): Row => ['MigrationError', `refusal ${code}`, { code, retryable: false }]
const routed = (code: string, http_status: number, retryable: boolean): Row => [
  'RouteError',
  `${code} with ${http_status} and retryable ${retryable}`,
  { code, http_status, retryable },
]

const accepted: readonly Row[] = [
  ['Placement', 'a dedicated cluster', cluster],
  ['Placement', 'a dedicated index', index],
  ['Placement', 'a shared index', shared(field({ kind: 'partition_id' }))],
  ['Placement', 'a shared index with empty inject', shared()],
  ['Placement', 'an empty cluster name', { kind: 'dedicated_cluster', cluster: '' }],
  ['Placement', 'a constant whose json is null', shared(field({ kind: 'constant', json: null }))],
  ['Placement', 'a constant whose json is nested', shared(field({ kind: 'constant', json: { a: [1, null] } }))],
  [
    'Placement',
    'fields from principal and header',
    shared(field({ kind: 'from_principal', attr: 'team' }), field({ kind: 'from_header', header: 'x' })),
  ],
  ['PartitionState', 'active', { state: 'active', placement: cluster }],
  ['PartitionState', 'migrating in draining', moving('draining')],
  ['PartitionState', 'migrating in cutover', moving('cutover')],
  epoch('0'),
  epoch('9007199254740993'),
  epoch('18446744073709551615'),
  ['Snapshot', 'found false', { found: false }],
  ['Resolved', 'found false', { found: false }],
  ['Destinations', 'a write placement', { read_placement: index, write_placement: index, is_migrating: true }],
  ['Destinations', 'no write placement', { read_placement: index, write_placement: null, is_migrating: true }],
  ['WriteAdmission', 'admit', 'admit'],
  ['WriteAdmission', 'reject', 'reject'],
  ...['unknown_partition', 'already_migrating', 'not_migrating', 'not_draining', 'not_cutover'].map(refused),
  ...['same_placement', 'epoch_exhausted', 'stale_epoch'].map(refused),
  ['MigrationError', 'backend', { code: 'backend', reason: 'store unreachable', retryable: true }],
  [
    'MigrationError',
    'backend that is not retryable, because the flag says what the backend says',
    { code: 'backend', reason: 'store refuses', retryable: false },
  ],
  [
    'MigrationError',
    'a further member, because errors are open',
    { code: 'backend', reason: 'r', retryable: true, definite: false, node: 7 },
  ],
  ['ControlError', 'barrier_pending', { code: 'barrier_pending', remaining_ns: '30000000000', retryable: true }],
  ['ControlError', 'a refusal of the store', { code: 'not_cutover', retryable: false }],
  routed('stale_epoch', 409, true),
  routed('placement_missing', 404, false),
  routed('placement_backend_unavailable', 503, true),
  routed('placement_backend_unavailable', 503, false),
  routed('partition_unresolved', 400, false),
  routed('unsupported_endpoint', 400, false),
  routed('upstream_failed', 502, true),
  [
    'RouteError',
    'no attempt where nothing was resolved',
    { code: 'partition_unresolved', http_status: 400, retryable: false, attempts: 0 },
  ],
  [
    'ReadFailure',
    'attempts and waits',
    { code: 'placement_missing', http_status: 404, retryable: false, attempts: 1, waits_ns: [] },
  ],
  ['Id', '4096 bytes in 4096 characters', 'a'.repeat(4096)],
  ['Id', '4096 bytes in 1024 characters', '\u{1f600}'.repeat(1024)],
]

const rejected: readonly Row[] = [
  ['Placement', 'a dedicated cluster with index', { ...cluster, index: 'i' }],
  ['Placement', 'a dedicated index without index', { kind: 'dedicated_index', cluster: 'c' }],
  ['Placement', 'a shared index without inject', { kind: 'shared_index', cluster: 'c', index: 'i' }],
  ['Placement', 'kind DedicatedCluster', { kind: 'DedicatedCluster', cluster: 'c' }],
  ['Placement', 'kind sharded', { kind: 'sharded', cluster: 'c' }],
  ['Placement', 'no kind', { cluster: 'c' }],
  ['Placement', 'a numeric cluster', { kind: 'dedicated_cluster', cluster: 1 }],
  ['PartitionState', 'a split view: an array of placements', { state: 'active', placement: [cluster, index] }],
  [
    'Resolved',
    'a split view: an array of placements',
    { found: true, placement: [cluster, index], epoch: '1', phase: 'draining' },
  ],
  ['PartitionState', 'active with phase', { state: 'active', placement: cluster, phase: 'draining' }],
  ['PartitionState', 'migrating with phase settled', moving('settled')],
  ['PartitionState', 'migrating without to', { state: 'migrating', from: index, phase: 'draining' }],
  ['PartitionState', 'state spelled Migrating', { ...moving('draining'), state: 'Migrating' }],
  ...[1, '01', '-1', '+1', '1.0', '1e3', '', ' 1', '18446744073709551616'].map(epoch),
  ['WriteAdmission', 'Admit', 'Admit'],
  ['WriteAdmission', 'true', true],
  ['MigrationError', 'not_draining with retryable true', { code: 'not_draining', retryable: true }],
  ['MigrationError', 'backend without reason', { code: 'backend', retryable: true }],
  ['MigrationError', 'backend with empty reason', { code: 'backend', reason: '', retryable: true }],
  [
    'MigrationError',
    'backend with a reason over 200 characters',
    { code: 'backend', reason: 'r'.repeat(201), retryable: true },
  ],
  ['MigrationError', 'backend whose retryable is no boolean', { code: 'backend', reason: 'r', retryable: 'true' }],
  ['MigrationError', 'backend without retryable', { code: 'backend', reason: 'r' }],
  ['MigrationError', 'barrier_pending from a store', { code: 'barrier_pending', remaining_ns: '1', retryable: true }],
  ['ControlError', 'barrier_pending without remaining_ns', { code: 'barrier_pending', retryable: true }],
  [
    'ControlError',
    'barrier_pending with numeric remaining_ns',
    { code: 'barrier_pending', remaining_ns: 1, retryable: true },
  ],
  ['Snapshot', 'found true without the rest', { found: true }],
  ['Resolved', 'found true without the rest', { found: true }],
  ['Snapshot', 'found false with an epoch', { found: false, epoch: '1' }],
  ['Resolved', 'phase label migrating', { found: true, placement: cluster, epoch: '1', phase: 'migrating' }],
  routed('stale_epoch', 409, false),
  routed('stale_epoch', 503, true),
  routed('placement_missing', 404, true),
  [
    'ReadFailure',
    'a failed read without attempts and waits',
    { code: 'placement_missing', http_status: 404, retryable: false },
  ],
  ['InjectedValue', 'constant without json', { kind: 'constant' }],
  ['InjectedValue', 'partition_id with a further member', { kind: 'partition_id', attr: 'a' }],
  ['Id', '4097 bytes', 'a'.repeat(4097)],
  ['Id', '4098 bytes in 2049 characters', 'é'.repeat(2049)],
  ['Id', 'a lone surrogate', 'a\ud800'],
]

describe('values of the osproxy protocol', () => {
  it.each(accepted)('%s accepts %s', (definition, _what, value) => {
    expect(schemas.validator(messages.$id, `/$defs/${definition}`)(value)).toBeUndefined()
  })

  it.each(rejected)('%s refuses %s', (definition, _what, value) => {
    expect(schemas.validator(messages.$id, `/$defs/${definition}`)(value)).toBeTypeOf('string')
  })

  it('describes every definition, so that a vendor can read the schema alone', () => {
    const definitions = Object.entries(messages.$defs as Record<string, { description?: string }>)
    expect(definitions.filter(([, { description }]) => description === undefined).map(([name]) => name)).toEqual([])
  })
})
