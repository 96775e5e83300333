import { logDelta } from '../../../machines/nodedb/charts/deltas.ts'
import type { SenderModel } from '../../../machines/nodedb/models/sender-model.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { corruptedState, largest, resyncRequest, sequenceGap, tx } from '../calls.ts'
import { Plan } from './plan.ts'

/** Writes the inputs of a case for a sender. Peer 1 unless another is told. */
export class SenderPlan extends Plan<SenderModel> {
  readonly #heads = new Map<string, number>()

  append(count: number, collection = 'a'): this {
    for (let made = 0; made < count; made++) {
      const id = (this.#heads.get(collection) ?? 0) + 1
      this.#heads.set(collection, id)
      const { document_id, payload } = logDelta(collection, id)
      this.add(tx.append(collection, document_id, payload))
    }
    return this
  }

  attach(peer = '1'): this {
    return this.add(tx.attach(peer))
  }

  /** A request as a receiver writes it: for everything because of corruption, from an id because of a gap. */
  request(from: string, collection = 'a', peer = '1'): this {
    return this.asks(from === '0' ? corruptedState : sequenceGap(from, largest), from, collection, peer)
  }

  asks(reason: JsonObject, from: string, collection = 'a', peer = '1'): this {
    return this.add(tx.frame(peer, this.model.encode(resyncRequest(reason, from, collection))))
  }

  drain(max = 100, peer = '1'): this {
    return this.add(tx.drain(peer, max))
  }
}
