/** One delta as it arrives or is kept. */
export interface Delta {
  readonly collection: string
  readonly documentId: string
  readonly id: bigint
  /** Bytes as hex. */
  readonly payload: string
  readonly checksum: number
}

/** What a stream has to ask for: when it was last told, and the present interval. Milliseconds. */
export interface Need {
  since: number
  wait: number
  attempts: number
}

export type Phase = 'fresh' | 'live' | 'gapped' | 'rebuilding'

/** The deltas of one peer for one collection, as they are received. */
export interface Stream {
  readonly peer: string
  /** Empty where everything of the peer is meant (NDB-048). */
  readonly collection: string
  phase: Phase
  /** The lowest id that is not applied; beyond 2^64-1 the stream is exhausted (NDB-069). */
  next: bigint
  /** The highest id seen beyond a gap; 0 without one. */
  until: bigint
  /** Bad copies of `next`. */
  bad: number
  held: Map<bigint, Delta>
  documents: Map<string, string>
  /** Whether the documents are those of a damaged store (NDB-048). */
  lost: boolean
  need: Need | undefined
  duplicates: number
}

export const lastId = 2n ** 64n - 1n

/** What one input made a receiver do. */
export interface Outcome {
  readonly frames: { peer: string; frame: string }[]
  readonly applied: { peer: string; collection: string; mutation_id: string }[]
  readonly installed: { peer: string; collection: string; watermark: string }[]
  refused?: string
}
