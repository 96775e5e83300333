import type { Parts } from './parts.ts'
import type { Outcome, Stream } from './stream.ts'

export interface Item {
  readonly document_id: string
  readonly payload: string
}

/** What becomes of a snapshot that arrives. */
export interface Snapshots {
  receive(stream: Stream, watermark: bigint, items: readonly Item[], outcome: Outcome): void
  /** Older than what is applied, and not asked for (NDB-067). */
  stale(stream: Stream, watermark: bigint): boolean
  /** Replaces the documents of the stream at once (NDB-063, NDB-064). */
  replace(stream: Stream, items: readonly Item[]): void
}

export function createSnapshots(parts: Parts): Snapshots {
  return {
    receive: (stream, watermark, items, outcome) => {
      if (parts.snapshots.stale(stream, watermark)) {
        outcome.refused = 'stale-snapshot'
        return
      }
      const rebuilt = stream.phase === 'rebuilding'
      parts.snapshots.replace(stream, items)
      outcome.installed.push({ peer: stream.peer, collection: stream.collection, watermark: watermark.toString() })
      const next = parts.applier.following(watermark)
      if (next !== stream.next) stream.bad = 0
      stream.next = next
      parts.applier.drain(stream, outcome)
      parts.needs.settle(stream)
      if (rebuilt && stream.phase === 'gapped' && parts.choices.promptAfterSnapshot()) parts.needs.ask(stream, outcome)
      parts.needs.met(stream.peer)
    },
    stale: ({ phase, next }, watermark) => phase !== 'rebuilding' && watermark < next - 1n,
    replace: (stream, items) => {
      stream.lost = false
      stream.documents = new Map(items.map(({ document_id, payload }) => [document_id, payload]))
    },
  }
}
