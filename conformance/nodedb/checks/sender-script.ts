import type { Setting } from '../../../machines/model/model.ts'
import { OneOf, optional } from '../../../machines/model/pattern.ts'
import { merged } from '../../../machines/nodedb/charts/unordered.ts'
import { pushedPeerId } from '../../../machines/nodedb/models/sender-model.ts'
import { type Json, type JsonObject, sameJson } from '../../../spec/json.ts'
import { type ScriptStep, step } from '../../kit/cases/script.ts'
import { resyncRequest, sequenceGap, tx } from '../calls.ts'
import { frameOf } from './frame-of.ts'
import { checksumOf, payloadOf } from './payloads.ts'

const usual = (collection: string, id: number): string => payloadOf(`1 ${collection} ${id}`)

/** As many deltas as one drain may ask for. */
const most = 65_536

/** Writes the steps of a conversation with a sender. Ids are those of the collections, from 1 on. */
export class SenderScript {
  readonly steps: ScriptStep[] = []
  readonly #setting: Setting
  readonly #payload: typeof usual
  /** Of deltas that are not of document `d`. */
  readonly #documents = new Map<string, string>()

  constructor(setting: Setting, payload = usual) {
    this.#setting = setting
    this.#payload = payload
  }

  append(collection: string, id = 1, document = 'd'): this {
    this.#documents.set(JSON.stringify([collection, id]), document)
    this.steps.push(
      step(tx.append(collection, document, this.#payload(collection, id)), { mutation_id: `${id}` }, 'NDB-081'),
    )
    return this
  }

  attach(peer: string, collections?: readonly string[]): this {
    this.steps.push(step(tx.attach(peer, collections), {}, 'NDB-116'))
    return this
  }

  rights(peer: string, collections: readonly string[]): this {
    this.steps.push(step(tx.rights(peer, collections), {}, 'NDB-116'))
    return this
  }

  request(peer: string, collection: string): this {
    const hex = frameOf(resyncRequest(sequenceGap('1', '2'), '1', collection), this.#setting)
    this.steps.push(step(tx.frame(peer, hex), { refused: optional }, 'NDB-081'))
    return this
  }

  /** Deltas by collection, merged in any way. */
  drained(peer: string, expected: Readonly<Record<string, number>>, ...requirements: string[]): this {
    const sequences = Object.entries(expected).map(([collection, count]) =>
      Array.from({ length: count }, (_, at): Json => this.#delta(peer, collection, at + 1)),
    )
    const out = merged(sequences, sameJson, (item) => item)
    this.steps.push(step(tx.drain(peer, most), { out }, ...requirements))
    return this
  }

  /** The deltas of one collection from an id on. */
  drainedFrom(peer: string, collection: string, first: number, count: number, ...requirements: string[]): this {
    const out = Array.from({ length: count }, (_, at): Json => this.#delta(peer, collection, first + at))
    this.steps.push(step(tx.drain(peer, most), { out }, ...requirements))
    return this
  }

  /** Of a collection that is not there: an empty snapshot, or nothing. */
  drainedOrNothing(peer: string, collection: string, ...requirements: string[]): this {
    const empty = { kind: 'snapshot', collection, watermark: '0', items: [] }
    this.steps.push(step(tx.drain(peer, most), { out: new OneOf([[], [empty]]) }, ...requirements))
    return this
  }

  /** The session ends, and another one begins. */
  reconnect(peer: string): this {
    this.steps.push(step(tx.link(peer, false), {}), step(tx.link(peer, true), {}))
    return this
  }

  #delta(peer: string, collection: string, id: number): JsonObject {
    const delta = this.#payload(collection, id)
    const numbers = { peer_id: pushedPeerId(this.#setting, peer), mutation_id: `${id}`, checksum: checksumOf(delta) }
    const document_id = this.#documents.get(JSON.stringify([collection, id])) ?? 'd'
    const message = { type: 'DeltaPush', collection, document_id, delta, ...numbers }
    return { kind: 'delta', frame: frameOf(message, this.#setting) }
  }
}
