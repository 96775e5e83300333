import type { ResyncRequest } from '../../../spec/nodedb/messages.types.ts'
import type { Parts } from './parts.ts'
import type { Peer } from './peers.ts'

/** How a request is answered. */
export interface Answering {
  /** Takes a request of a peer; the reason why it has no effect, if it has none. */
  take(peer: Peer | undefined, hex: Uint8Array): string | undefined
  answer(peer: Peer, request: ResyncRequest): string | undefined
  /** The collections meant (NDB-081, NDB-082), as far as the peer may read them (NDB-116). */
  scope(peer: Peer, collection: string): readonly string[]
  /** What one collection contributes. */
  kind(request: ResyncRequest, collection: string, beyond: boolean): 'snapshot' | 'replay' | 'nothing'
  /** Whether everything is asked for (NDB-077, NDB-086). */
  everything(request: ResyncRequest): boolean
  /** Whether no collection of the scope has issued the id (NDB-085). */
  beyond(from: bigint, scope: readonly string[]): boolean
  replay(peer: Peer, collection: string, from: bigint): void
  snapshot(peer: Peer, collection: string): void
}

export function createAnswering(parts: Parts): Answering {
  return {
    take: (peer, bytes) => {
      const { message, error } = parts.codec.decode(bytes)
      if (error !== undefined) return error.code
      if (peer === undefined || !peer.up) return 'no-session'
      return message.type === 'ResyncRequest' ? parts.answering.answer(peer, message) : 'bad-event'
    },
    answer: (peer, request) => {
      const { collection } = request
      if (collection !== '' && !parts.peers.may(peer, collection)) return 'no-right'
      const scope = parts.answering.scope(peer, collection)
      if (scope.length === 0) {
        if (parts.choices.unknownCollection() === 'silent' || (parts.log.collections().length > 0 && collection === ''))
          return collection === '' ? undefined : 'unknown-collection'
        parts.answering.snapshot(peer, collection)
        return undefined
      }
      const from = BigInt(request.from_mutation_id)
      const beyond = parts.answering.beyond(from, scope)
      for (const name of scope) {
        const kind = parts.answering.kind(request, name, beyond)
        if (kind === 'snapshot') parts.answering.snapshot(peer, name)
        if (kind === 'replay') parts.answering.replay(peer, name, from)
      }
      return undefined
    },
    scope: (peer, collection) =>
      parts.log
        .collections()
        .filter((name) => (collection === '' || name === collection) && parts.peers.may(peer, name)),
    kind: (request, collection, beyond) => {
      const from = BigInt(request.from_mutation_id)
      const head = parts.log.head(collection)
      if (parts.answering.everything(request)) return 'snapshot'
      if (from > head) return beyond ? 'snapshot' : 'nothing'
      return from < parts.log.floor(collection) ? 'snapshot' : 'replay'
    },
    everything: ({ from_mutation_id, reason }) => from_mutation_id === '0' || reason.kind === 'CorruptedState',
    beyond: (from, scope) => scope.every((name) => from > parts.log.head(name) + 1n),
    replay: (peer, collection, from) => {
      // What was not pushed yet is not dropped by a request from further on (NDB-078).
      if (from < parts.peers.cursor(peer, collection)) peer.cursors.set(collection, from)
    },
    snapshot: (peer, collection) => {
      peer.orders.add(collection)
    },
  }
}
