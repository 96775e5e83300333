import type { Parts } from './parts.ts'
import { type Delta, lastId, type Outcome, type Stream } from './stream.ts'

/** Brings deltas into the state that is served. */
export interface Applier {
  /** Applies the delta and moves the expected id behind it. */
  apply(stream: Stream, delta: Delta, outcome: Outcome): void
  /** Applies what was held back behind it. */
  drain(stream: Stream, outcome: Outcome): void
  /** The effect on the documents; a payload of no bytes deletes. */
  write(documents: Map<string, string>, delta: Delta): void
  /** The expected id after `id`. */
  following(id: bigint): bigint
}

export function createApplier(parts: Parts): Applier {
  return {
    apply: (stream, delta, outcome) => {
      parts.applier.write(stream.documents, delta)
      outcome.applied.push({ peer: stream.peer, collection: delta.collection, mutation_id: delta.id.toString() })
      stream.next = parts.applier.following(delta.id)
      stream.bad = 0
    },
    drain: (stream, outcome) => {
      for (let delta = parts.hold.take(stream); delta !== undefined; delta = parts.hold.take(stream)) {
        if (stream.next > lastId) return
        parts.applier.apply(stream, delta, outcome)
      }
    },
    write: (documents, { documentId, payload }) => {
      if (payload === '') documents.delete(documentId)
      else documents.set(documentId, payload)
    },
    following: (id) => id + 1n,
  }
}
