import type { Setting } from '../../../machines/model/model.ts'
import { optional } from '../../../machines/model/pattern.ts'
import { merged } from '../../../machines/nodedb/charts/unordered.ts'
import { pushedPeerId } from '../../../machines/nodedb/models/sender-model.ts'
import { type Json, type JsonObject, sameJson } from '../../../spec/json.ts'
import { type ScriptStep, step } from '../../kit/cases/script.ts'
import { resyncRequest, sequenceGap, tx } from '../calls.ts'
import { frameOf } from './frame-of.ts'
import { checksumOf, payloadOf } from './payloads.ts'

const payload = (collection: string, id: number): string => payloadOf(`1 ${collection} ${id}`)

/** Writes the steps of a conversation with a sender. Ids are those of the collections, from 1 on. */
export class SenderScript {
  readonly steps: ScriptStep[] = []
  readonly #setting: Setting

  constructor(setting: Setting) {
    this.#setting = setting
  }

  append(collection: string, id = 1): this {
    this.steps.push(step(tx.append(collection, 'd', payload(collection, id)), { mutation_id: `${id}` }, 'NDB-081'))
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
    this.steps.push(step(tx.drain(peer, 1_000), { out }, ...requirements))
    return this
  }

  #delta(peer: string, collection: string, id: number): JsonObject {
    const delta = payload(collection, id)
    const numbers = { peer_id: pushedPeerId(this.#setting, peer), mutation_id: `${id}`, checksum: checksumOf(delta) }
    const message = { type: 'DeltaPush', collection, document_id: 'd', delta, ...numbers }
    return { kind: 'delta', frame: frameOf(message, this.#setting) }
  }
}
