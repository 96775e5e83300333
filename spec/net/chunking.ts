import { MAX_CHUNK_BYTES } from './limits.ts'

/** One piece of a snapshot and its place. */
export interface Piece {
  readonly chunk_index: number
  readonly total_chunks: number
  readonly bytes: Uint8Array
}

/** How many chunks a snapshot of `length` bytes takes; one also for none (NET-021). */
export function chunksOf(length: number): number {
  return Math.max(1, Math.ceil(length / MAX_CHUNK_BYTES))
}

/** Cuts a snapshot into pieces of 7000 bytes, the last one of what is left (NET-022). The pieces share memory with it. */
export function chunk(snapshot: Uint8Array): readonly Piece[] {
  const total_chunks = chunksOf(snapshot.length)
  return Array.from({ length: total_chunks }, (_, chunk_index) => ({
    chunk_index,
    total_chunks,
    bytes: snapshot.subarray(chunk_index * MAX_CHUNK_BYTES, (chunk_index + 1) * MAX_CHUNK_BYTES),
  }))
}
