import {
  flag,
  id,
  type Kind,
  list,
  natural,
  object,
  oneOf,
  placement,
  record,
  type Shape,
  shape,
  state,
  string,
  text,
  u64,
} from './shape.ts'

const number = natural(0, 63)
const position = natural(0, Number.MAX_SAFE_INTEGER)
const partition = shape({ partition: id })
const change = shape({ partition: id }, { expect_epoch: u64 })
const controllerChange = shape({ partition: id }, { controller: number })
const since = shape({}, { since: position })
const action = oneOf('index', 'create', 'delete')
const item = record(shape({ write_id: id, doc_id: id, action }, { partition: id }))
const manyReads = shape({ instance: number, items: list(record(shape({ doc_id: id }, { partition: id })), 1, 1024) })
const named: Readonly<Record<string, Kind>> = { write_id: id, bulk_id: id }
const either = Object.keys(named)
const changes = ['set', 'begin_migration', 'enter_cutover', 'complete_migration', 'abort_migration']

/** What reset takes. */
export const configuration = shape(
  {},
  {
    barrier_ns: u64,
    retry: record(shape({ max_attempts: natural(0, 100), base_backoff_ns: u64, max_backoff_ns: u64 })),
    upstream_deadline_ns: u64,
    instances: natural(1, 64),
    initial_generation: u64,
    id_rule: oneOf('partition', 'constant', 'none'),
  },
)

/** The parameters of every operation, after spec/osproxy/adapter.schema.json. */
export const parameters: ReadonlyMap<string, Shape> = new Map(
  Object.entries({
    'state.query': shape({ state }),
    'store.set': shape({ partition: id, placement }),
    'store.begin_migration': shape({ partition: id, to: placement }, { expect_epoch: u64 }),
    'store.enter_cutover': change,
    'store.complete_migration': change,
    'store.abort_migration': change,
    'store.state': partition,
    'store.resolve': partition,
    'store.admit_write': shape({ partition: id, epoch: u64 }),
    'store.current_epoch': shape({}),
    'store.restart': shape({}),
    'store.calls': since,
    'ctl.config': shape({}, { controller: number }),
    'ctl.begin_migration': shape({ partition: id, to: placement }, { controller: number }),
    'ctl.enter_cutover': controllerChange,
    'ctl.complete_migration': controllerChange,
    'ctl.abort_migration': controllerChange,
    'ctl.state': controllerChange,
    'ctl.restart': shape({}, { controller: number, barrier_ns: u64 }),
    'clock.advance': shape({ ns: u64 }),
    'clock.rewind': shape({ ns: u64 }),
    'clock.now': shape({}),
    'fault.arm': shape(
      {
        op: oneOf(...changes, 'state', 'resolve', 'admit_write'),
        mode: oneOf('before_apply', 'after_apply', 'duplicate', 'delay', 'unavailable', 'stall', 'stall_reply'),
      },
      { count: natural(1, 1000), retryable: flag, reason: text(200), code: text(64), instance: number },
    ),
    'fault.release': shape({}),
    'fault.clear': shape({}),
    'proxy.write': shape(
      { instance: number, write_id: id, doc_id: id, action },
      { partition: id, mode: oneOf('sync', 'async'), stop_at: oneOf('resolved', 'gated') },
    ),
    'proxy.resume': shape({}, { ...named, stop_at: oneOf('gated') }, either),
    'proxy.result': shape({}, named, either),
    'proxy.bulk': shape(
      { instance: number, bulk_id: id, items: list(item, 1, 1024) },
      { stop_at: oneOf('prepared', 'gated') },
    ),
    'proxy.read': shape({ instance: number }, { partition: id, doc_id: id }),
    'proxy.mget': manyReads,
    'proxy.msearch': manyReads,
    'upstream.hold': shape({ write_id: id }),
    'upstream.settle': shape({
      write_id: id,
      outcome: oneOf('commit', 'timeout', 'timeout_applied', 'reset_applied', 'reset_not_applied'),
    }),
    'upstream.log': since,
    'obs.explain': shape({ write_id: id }),
    'batch.concurrent': shape(
      { lanes: list(list(record(shape({ op: string, params: object })), 0, 4096), 1, 16) },
      { repeat: natural(1, 100_000) },
    ),
  }),
)
