import type { Call } from '../../../spec/adapter.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'

/** Any call. The rest are the calls of this protocol in short, for conversations that show a difference. */
export const call = (op: string, params: JsonObject = {}): Call => ({ op, params })

export const reset = (configuration: JsonObject) => call('reset', configuration)
export const cluster = (name: string): JsonObject => ({ kind: 'dedicated_cluster', cluster: name })
export const index = (cluster: string, name: string): JsonObject => ({ kind: 'dedicated_index', cluster, index: name })
export const shared = (...constants: Json[]): JsonObject => ({
  kind: 'shared_index',
  cluster: 's',
  index: 'shared',
  inject: constants.map((json, at) => ({ name: `f${9 - at}`, value: { kind: 'constant', json } })),
})

export const set = (partition: string, placement: JsonObject) => call('store.set', { partition, placement })
export const begin = (partition: string, to: JsonObject, more: JsonObject = {}) =>
  call('store.begin_migration', { partition, to, ...more })
export const enter = (partition: string, more: JsonObject = {}) => call('store.enter_cutover', { partition, ...more })
export const complete = (partition: string, more: JsonObject = {}) =>
  call('store.complete_migration', { partition, ...more })
export const abort = (partition: string, more: JsonObject = {}) => call('store.abort_migration', { partition, ...more })
export const state = (partition: string) => call('store.state', { partition })
export const resolve = (partition: string) => call('store.resolve', { partition })
export const admit = (partition: string, epoch: string) => call('store.admit_write', { partition, epoch })
export const generation = call('store.current_epoch')
export const restart = call('store.restart')
export const query = (given: JsonObject) => call('state.query', { state: given })

export const ctl = (name: string, partition: string, more: JsonObject = {}) =>
  call(`ctl.${name}`, { partition, ...more })
export const begins = (partition: string, to: JsonObject) => ctl('begin_migration', partition, { to })
export const enters = (partition: string, more: JsonObject = {}) => ctl('enter_cutover', partition, more)
export const completes = (partition: string, more: JsonObject = {}) => ctl('complete_migration', partition, more)
export const aborts = (partition: string, more: JsonObject = {}) => ctl('abort_migration', partition, more)
export const restartController = call('ctl.restart')
export const wait = (ns: string) => call('clock.advance', { ns })
export const rewind = (ns: string) => call('clock.rewind', { ns })
export const fault = (op: string, mode: string, more: JsonObject = {}) => call('fault.arm', { op, mode, ...more })
export const release = call('fault.release')

export const write = (write_id: string, partition: string, more: JsonObject = {}) =>
  call('proxy.write', { instance: 0, write_id, partition, doc_id: 'd', action: 'index', ...more })
export const resume = (write_id: string, more: JsonObject = {}) => call('proxy.resume', { write_id, ...more })
export const resumeBulk = (bulk_id: string) => call('proxy.resume', { bulk_id })
export const bulk = (partitions: readonly string[], more: JsonObject = {}) =>
  call('proxy.bulk', {
    instance: 0,
    bulk_id: 'b',
    items: partitions.map((partition, at) => ({ write_id: `b${at}`, partition, doc_id: 'd', action: 'index' })),
    ...more,
  })
export const read = (partition: string, instance = 0) => call('proxy.read', { instance, partition })
export const multiGet = (...partitions: string[]) =>
  call('proxy.mget', { instance: 0, items: partitions.map((partition) => ({ partition, doc_id: 'd' })) })
export const hold = (write_id: string) => call('upstream.hold', { write_id })
export const settle = (write_id: string, outcome: string) => call('upstream.settle', { write_id, outcome })
export const result = (write_id: string) => call('proxy.result', { write_id })
export const log = call('upstream.log')
export const explain = (write_id: string) => call('obs.explain', { write_id })
