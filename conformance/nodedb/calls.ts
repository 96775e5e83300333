import type { Call } from '../../spec/adapter.ts'
import type { JsonObject } from '../../spec/json.ts'

/** The operations of `spec/nodedb/adapter.schema.json` in short, for whatever is written by hand: cases, conversations, tests. */
export const call = (op: string, params: JsonObject = {}): Call => ({ op, params })

export const reset = (configuration: JsonObject = {}) => call('reset', configuration)

export const codec = {
  encode: (message: JsonObject) => call('codec.encode', { message }),
  decode: (hex: string) => call('codec.decode', { hex }),
  crc32c: (hex: string) => call('codec.crc32c', { hex }),
}

/** A receiver of deltas. */
export const rx = {
  delta: (delta: JsonObject) => call('rx.delta', delta),
  frame: (hex: string) => call('rx.frame', { hex }),
  snapshot: (snapshot: JsonObject) => call('rx.snapshot', snapshot),
  /** The local store is damaged: of one collection, or the whole of it. */
  corrupt: (collection?: string) =>
    call('rx.cold_start', { ...(collection === undefined ? {} : { collection }), verdict: 'corrupt' }),
  clean: (collection: string, next: string) => call('rx.cold_start', { collection, verdict: 'clean', next }),
  diverge: (collection: string) => call('rx.diverge', { collection }),
  link: (up: boolean) => call('rx.link', { up }),
  advance: (ms: number) => call('rx.advance', { ms }),
  restart: call('rx.restart'),
  documents: (collection: string, more: JsonObject = {}) => call('rx.documents', { ...more, collection }),
}

/** A sender of deltas. */
export const tx = {
  append: (collection: string, document_id: string, payload: string) =>
    call('tx.append', { collection, document_id, payload }),
  compact: (collection: string, floor: string) => call('tx.compact', { collection, floor }),
  /** A peer, with the collections that it may read; all of them unless told. */
  attach: (peer: string, collections?: readonly string[]) =>
    call('tx.attach', { peer, ...(collections === undefined ? {} : { collections: [...collections] }) }),
  rights: (peer: string, collections: readonly string[]) => call('tx.rights', { peer, collections: [...collections] }),
  link: (peer: string, up: boolean) => call('tx.link', { peer, up }),
  frame: (peer: string, hex: string) => call('tx.frame', { peer, hex }),
  drain: (peer: string, max: number) => call('tx.drain', { peer, max }),
  ack: (peer: string, collection: string, mutation_id: string) => call('tx.ack', { peer, collection, mutation_id }),
  pending: (peer: string, collection: string) => call('tx.pending', { peer, collection }),
  failSnapshot: (times: number) => call('tx.fail_snapshot', { times }),
  restart: call('tx.restart'),
}

/** Who asks for a lower rate. */
export const tq = {
  depth: (depth: number) => call('tq.depth', { depth }),
  link: (up: boolean) => call('tq.link', { up }),
  advance: (ms: number) => call('tq.advance', { ms }),
}

/** Who heeds throttles. */
export const tg = {
  attach: (peer: string) => call('tg.attach', { peer }),
  enqueue: (peer: string, count: number) => call('tg.enqueue', { peer, count }),
  control: (peer: string, control: string) => call('tg.control', { peer, control }),
  frame: (peer: string, hex: string) => call('tg.frame', { peer, hex }),
  link: (peer: string, up: boolean) => call('tg.link', { peer, up }),
  advance: (ms: number) => call('tg.advance', { ms }),
}

/** An acceptor of clients. */
export const ses = {
  open: call('ses.open'),
  frame: (session: number, hex: string) => call('ses.frame', { session, hex }),
  close: (session: number) => call('ses.close', { session }),
  token: (token: string, lifetime_ms: number) => call('ses.token', { token, lifetime_ms }),
  advance: (ms: number) => call('ses.advance', { ms }),
}

/** The largest number of 64 bits: of an id, an epoch, a depth, a rate. */
export const largest = '18446744073709551615'

/** A message that calls carry as a frame. */
export const resyncRequest = (reason: JsonObject, from_mutation_id: string, collection: string): JsonObject => ({
  type: 'ResyncRequest',
  reason,
  from_mutation_id,
  collection,
})
export const sequenceGap = (expected: string, received: string): JsonObject => ({
  kind: 'SequenceGap',
  expected,
  received,
})
export const corruptedState: JsonObject = { kind: 'CorruptedState' }
