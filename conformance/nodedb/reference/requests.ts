import type { Message, ResyncReason } from '../../../spec/nodedb/messages.types.ts'
import type { Parts } from './parts.ts'
import type { Stream } from './stream.ts'

/** What a request says. */
export interface Requests {
  message(stream: Stream): Message
  reason(stream: Stream): ResyncReason
  /** The id to go on from; 0 asks for everything (NDB-043). */
  from(stream: Stream): bigint
  /** The collection, or nothing for all of them (NDB-044). */
  scope(stream: Stream): string
  gap(stream: Stream): ResyncReason
  mismatch(stream: Stream): ResyncReason
}

export function createRequests(parts: Parts): Requests {
  return {
    message: (stream) => ({
      type: 'ResyncRequest',
      reason: parts.requests.reason(stream),
      from_mutation_id: parts.requests.from(stream).toString(),
      collection: parts.requests.scope(stream),
    }),
    reason: (stream) => {
      if (stream.phase === 'rebuilding') return { kind: 'CorruptedState' }
      return stream.bad > 0 ? parts.requests.mismatch(stream) : parts.requests.gap(stream)
    },
    from: ({ phase, next }) => (phase === 'rebuilding' ? 0n : next),
    scope: ({ collection }) => collection,
    gap: ({ next, until }) => ({ kind: 'SequenceGap', expected: next.toString(), received: until.toString() }),
    mismatch: ({ next }) => ({ kind: 'ChecksumMismatch', mutation_id: next.toString() }),
  }
}
