import { MAX_CHUNK_BYTES, MAX_PENDING_AGE_MS, MAX_PENDING_BYTES, MAX_TOTAL_CHUNKS } from './limits.ts'

/** One chunk as it arrives. Origin and sequence are decimal strings; index and total are taken as they are, and judged. */
export interface Chunk {
  readonly origin: string
  readonly sequence: string
  readonly index: number
  readonly total: number
  readonly bytes: Uint8Array
}

export interface Bounds {
  /** Milliseconds since the last accepted chunk after which a reassembly is dropped. */
  readonly age_ms: number
  /** Reassemblies pending at once; the one that waits longest gives way to one more. */
  readonly pending: number
  /** Origins whose newest sequence is remembered; the one that was fed longest ago is forgotten first. */
  readonly remembered: number
  /** What becomes of other bytes for an index that is there. */
  readonly conflicting: 'replace' | 'refuse'
}

/** At least 1 024 daemons can move to one node at once. */
const DEFAULT_BOUNDS: Bounds = { age_ms: MAX_PENDING_AGE_MS, pending: 4096, remembered: 65_536, conflicting: 'replace' }

/** Why a chunk is refused, with the numbers that say so. Counts and bytes are numbers, sequences decimal strings. */
export type ChunkRefusal =
  | { readonly code: 'zero_total' }
  | { readonly code: 'total_too_large'; readonly got: number; readonly max: number }
  | { readonly code: 'index_out_of_range'; readonly index: number; readonly total: number }
  | { readonly code: 'empty_chunk' }
  | { readonly code: 'chunk_too_large'; readonly got: number; readonly max: number }
  | { readonly code: 'stale_sequence'; readonly got: string; readonly latest: string }
  | { readonly code: 'total_mismatch'; readonly got: number; readonly expected: number }
  | { readonly code: 'conflicting_chunk'; readonly index: number }
  | { readonly code: 'too_many_bytes'; readonly buffered: number; readonly incoming: number; readonly cap: number }

/** What a chunk leads to: the whole snapshot, more to come, or a refusal, which changes nothing. */
export type Fed =
  | { readonly snapshot: Uint8Array; readonly refused?: never }
  | { readonly snapshot?: never; readonly refused?: never }
  | { readonly refused: ChunkRefusal; readonly snapshot?: never }

interface Pending {
  readonly sequence: bigint
  readonly total: number
  readonly chunks: Map<number, Uint8Array>
  buffered: number
  /** Time of the last accepted chunk. */
  fed_ms: number
}

/**
 * Puts the chunks of snapshots together: a state machine without clock or I/O, time is a parameter that never decreases. For each
 * origin it keeps at most one pending reassembly, of the newest sequence, and that sequence (NET-023 to NET-032).
 */
export class Reassembler {
  readonly #bounds: Bounds
  /** Both in the order in which they were last fed. */
  readonly #pending = new Map<string, Pending>()
  readonly #latest = new Map<string, bigint>()

  constructor(bounds: Partial<Bounds> = {}) {
    this.#bounds = { ...DEFAULT_BOUNDS, ...bounds }
  }

  /** How many reassemblies wait for chunks. */
  get pending(): number {
    return this.#pending.size
  }

  /** Bytes that they hold. */
  get bytes(): number {
    let sum = 0
    for (const { buffered } of this.#pending.values()) sum += buffered
    return sum
  }

  /** What waits for an origin: its sequence, and whether an index has come. */
  holding(origin: string): { readonly sequence: string; readonly has: (index: number) => boolean } | undefined {
    const entry = this.#pending.get(origin)
    return entry === undefined ? undefined : { sequence: `${entry.sequence}`, has: (index) => entry.chunks.has(index) }
  }

  /** Takes one chunk. The tests stand in the order of the specification; the first that fails refuses. */
  feed(chunk: Chunk, now_ms: number): Fed {
    const malformed = judgePlace(chunk)
    if (malformed !== undefined) return { refused: malformed }
    this.sweep(now_ms)
    const refused = judgeBytes(chunk) ?? this.#judgeState(chunk)
    if (refused !== undefined) return { refused }
    const sequence = BigInt(chunk.sequence)
    this.#remember(chunk.origin, sequence)
    const entry = this.#entry(chunk, sequence)
    if (chunk.total === 1) {
      this.#pending.delete(chunk.origin)
      return { snapshot: chunk.bytes.slice() }
    }
    entry.buffered += chunk.bytes.length - (entry.chunks.get(chunk.index)?.length ?? 0)
    entry.chunks.set(chunk.index, chunk.bytes.slice())
    entry.fed_ms = now_ms
    if (entry.chunks.size < entry.total) {
      this.#evict()
      return {}
    }
    this.#pending.delete(chunk.origin)
    return { snapshot: assembled(entry) }
  }

  /** Drops what waits for an origin; its newest sequence stays known. Repeating it changes nothing. */
  cancel(origin: string): void {
    this.#pending.delete(origin)
  }

  /** Drops what has got no chunk for `age_ms` or longer and says how many; newest sequences stay known. */
  sweep(now_ms: number, age_ms: number = this.#bounds.age_ms): number {
    let dropped = 0
    // Fed last stands last: behind the first that is young enough, all are.
    for (const [origin, { fed_ms }] of this.#pending) {
      if (now_ms - fed_ms < age_ms) break
      this.#pending.delete(origin)
      dropped++
    }
    return dropped
  }

  #judgeState({ origin, sequence, index, total, bytes }: Chunk): ChunkRefusal | undefined {
    const got = BigInt(sequence)
    const latest = this.#latest.get(origin)
    if (latest !== undefined && got < latest) return { code: 'stale_sequence', got: sequence, latest: String(latest) }
    const entry = this.#pending.get(origin)
    if (entry === undefined || entry.sequence !== got) return undefined
    if (entry.total !== total) return { code: 'total_mismatch', got: total, expected: entry.total }
    const held = entry.chunks.get(index)
    if (held !== undefined && this.#bounds.conflicting === 'refuse' && !Buffer.from(held).equals(bytes))
      return { code: 'conflicting_chunk', index }
    const others = entry.buffered - (held?.length ?? 0)
    return others + bytes.length > MAX_PENDING_BYTES
      ? { code: 'too_many_bytes', buffered: entry.buffered, incoming: bytes.length, cap: MAX_PENDING_BYTES }
      : undefined
  }

  /** The reassembly that a chunk belongs to, moved behind all others; a newer sequence replaces an older one. */
  #entry({ origin, total }: Chunk, sequence: bigint): Pending {
    const old = this.#pending.get(origin)
    const entry = old?.sequence === sequence ? old : { sequence, total, chunks: new Map(), buffered: 0, fed_ms: 0 }
    this.#pending.delete(origin)
    this.#pending.set(origin, entry)
    return entry
  }

  #remember(origin: string, sequence: bigint): void {
    this.#latest.delete(origin)
    this.#latest.set(origin, sequence)
    if (this.#latest.size > this.#bounds.remembered) dropFirst(this.#latest)
  }

  #evict(): void {
    if (this.#pending.size > this.#bounds.pending) dropFirst(this.#pending)
  }
}

function dropFirst(map: Map<string, unknown>): void {
  for (const key of map.keys()) {
    map.delete(key)
    return
  }
}

/** Tests that come before the sweep. */
function judgePlace({ index, total }: Chunk): ChunkRefusal | undefined {
  if (total === 0) return { code: 'zero_total' }
  if (total > MAX_TOTAL_CHUNKS) return { code: 'total_too_large', got: total, max: MAX_TOTAL_CHUNKS }
  return index >= total ? { code: 'index_out_of_range', index, total } : undefined
}

function judgeBytes({ bytes }: Chunk): ChunkRefusal | undefined {
  if (bytes.length === 0) return { code: 'empty_chunk' }
  return bytes.length > MAX_CHUNK_BYTES
    ? { code: 'chunk_too_large', got: bytes.length, max: MAX_CHUNK_BYTES }
    : undefined
}

function assembled({ total, chunks, buffered }: Pending): Uint8Array {
  const snapshot = new Uint8Array(buffered)
  let at = 0
  for (let index = 0; index < total; index++) {
    const bytes = chunks.get(index)
    if (bytes === undefined) throw new RangeError(`chunk ${index} of ${total} is missing`)
    snapshot.set(bytes, at)
    at += bytes.length
  }
  return snapshot
}
