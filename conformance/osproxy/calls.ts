import type { Call } from '../../spec/adapter.ts'
import type { Json, JsonObject } from '../../spec/json.ts'

/** The operations of `spec/osproxy/adapter.schema.json` in short, for whatever is written by hand: cases, conversations, tests. */
export const call = (op: string, params: JsonObject = {}): Call => ({ op, params })

/** Optional parameters of a call. */
type More = JsonObject
const of =
  (op: string) =>
  (partition: string, more: More = {}) =>
    call(op, { partition, ...more })

export const cluster = (name: string): JsonObject => ({ kind: 'dedicated_cluster', cluster: name })
export const index = (at: string, name: string): JsonObject => ({ kind: 'dedicated_index', cluster: at, index: name })
export const shared = (...inject: JsonObject[]): JsonObject => ({
  kind: 'shared_index',
  cluster: 's',
  index: 'all',
  inject,
})
export const field = (name: string, value: JsonObject = { kind: 'partition_id' }): JsonObject => ({ name, value })
export const constant = (json: Json): JsonObject => ({ kind: 'constant', json })

/** Three placements at three clusters. */
export const [a, b, c] = [cluster('a'), index('b', 'i'), cluster('c')] as const

export const reset = (configuration: JsonObject = {}) => call('reset', configuration)

export const set = (partition: string, placement: JsonObject) => call('store.set', { partition, placement })
export const begin = (partition: string, to: JsonObject, more: More = {}) =>
  call('store.begin_migration', { partition, to, ...more })
export const enter = of('store.enter_cutover')
export const complete = of('store.complete_migration')
export const abort = of('store.abort_migration')
export const look = of('store.state')
export const resolve = of('store.resolve')
export const admit = (partition: string, epoch: string) => call('store.admit_write', { partition, epoch })
export const generation = call('store.current_epoch')
export const restartStore = call('store.restart')
export const query = (state: JsonObject) => call('state.query', { state })

export const ctl = {
  begin: (partition: string, to: JsonObject, more: More = {}) =>
    call('ctl.begin_migration', { partition, to, ...more }),
  enter: of('ctl.enter_cutover'),
  complete: of('ctl.complete_migration'),
  abort: of('ctl.abort_migration'),
  state: of('ctl.state'),
  restart: (more: More = {}) => call('ctl.restart', more),
  config: (more: More = {}) => call('ctl.config', more),
}
/** The second controller. */
export const second = { controller: 1 }

export const advance = (ns: number | bigint) => call('clock.advance', { ns: `${ns}` })
export const rewind = (ns: number | bigint) => call('clock.rewind', { ns: `${ns}` })
export const clock = call('clock.now')

export const arm = (op: string, mode: string, more: More = {}) => call('fault.arm', { op, mode, ...more })
export const release = call('fault.release')
export const disarm = call('fault.clear')
export const storeCalls = call('store.calls')

export const write = (write_id: string, partition: string, more: More = {}) =>
  call('proxy.write', { instance: 0, write_id, partition, doc_id: 'd', action: 'index', ...more })
export const item = (write_id: string, partition: string, action = 'index'): JsonObject => ({
  write_id,
  partition,
  doc_id: 'd',
  action,
})
export const bulk = (bulk_id: string, items: JsonObject[], more: More = {}) =>
  call('proxy.bulk', { instance: 0, bulk_id, items, ...more })
export const resume = (write_id: string, more: More = {}) => call('proxy.resume', { write_id, ...more })
export const resumeBulk = (bulk_id: string, more: More = {}) => call('proxy.resume', { bulk_id, ...more })
export const result = (write_id: string) => call('proxy.result', { write_id })
export const resultOfBulk = (bulk_id: string) => call('proxy.result', { bulk_id })
export const read = (partition: string, instance = 0) => call('proxy.read', { instance, partition })
export const multiGet = (...partitions: string[]) => many('proxy.mget', partitions)
export const multiSearch = (...partitions: string[]) => many('proxy.msearch', partitions)
const many = (op: string, partitions: string[]): Call =>
  call(op, { instance: 0, items: partitions.map((partition) => ({ partition, doc_id: 'd' })) })

export const hold = (write_id: string) => call('upstream.hold', { write_id })
export const settle = (write_id: string, outcome: string) => call('upstream.settle', { write_id, outcome })
export const log = call('upstream.log')
export const explain = (write_id: string) => call('obs.explain', { write_id })

export const batch = (lanes: readonly (readonly Call[])[], more: More = {}): Call =>
  call('batch.concurrent', { lanes: lanes.map((lane) => lane.map(({ op, params }) => ({ op, params }))), ...more })

/** The default barrier and deadline, in nanoseconds. */
export const barrier = 30_000_000_000

/** The steps from a settled partition at `a` to one in cutover towards `b`, by a controller. */
export const toCutover = (partition: string, more: More = {}): Call[] => [
  set(partition, a),
  ctl.begin(partition, b, more),
  ctl.enter(partition, more),
]

/** The same calls in each of `count` lanes. */
export const lanes = (count: number, ...calls: readonly Call[]): (readonly Call[])[] =>
  Array.from({ length: count }, () => calls)
