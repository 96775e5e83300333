import { bytesOf } from './codec.ts'
import type { Parts } from './parts.ts'
import type { Delta } from './stream.ts'

/** The deltas of every collection, numbered from 1 without a hole. They outlive sessions and restarts. */
export interface Log {
  append(collection: string, documentId: string, payload: string): bigint
  collections(): readonly string[]
  has(collection: string): boolean
  /** The highest id issued; 0 for a collection that is not there. */
  head(collection: string): bigint
  /** The lowest id still kept as a delta. */
  floor(collection: string): bigint
  compact(collection: string, floor: bigint): void
  /** A delta as it was first sent (NDB-080). */
  delta(collection: string, id: bigint): Delta
  /** The documents after exactly the ids up to the watermark (NDB-089). */
  documents(collection: string, watermark: bigint): Map<string, string>
  restart(): void
}

export function createLog(parts: Parts): Log {
  const logs = new Map<string, { floor: bigint; deltas: Delta[] }>()
  return {
    append: (collection, documentId, payload) => {
      const log = logs.get(collection) ?? { floor: 1n, deltas: [] }
      logs.set(collection, log)
      const id = BigInt(log.deltas.length + 1)
      log.deltas.push({ collection, documentId, id, payload, checksum: parts.codec.crc32c(bytesOf(payload)) })
      return id
    },
    collections: () => [...logs.keys()].sort(),
    has: (collection) => logs.has(collection),
    head: (collection) => BigInt(logs.get(collection)?.deltas.length ?? 0),
    floor: (collection) => logs.get(collection)?.floor ?? 1n,
    compact: (collection, floor) => {
      const log = logs.get(collection)
      if (log === undefined) return
      const most = BigInt(log.deltas.length + 1)
      const wanted = floor > most ? most : floor
      if (wanted > log.floor) log.floor = wanted
    },
    delta: (collection, id) => {
      const delta = logs.get(collection)?.deltas[Number(id) - 1]
      if (delta === undefined) throw new RangeError(`${collection} has no id ${id}`)
      return delta
    },
    documents: (collection, watermark) => {
      const documents = new Map<string, string>()
      for (const delta of logs.get(collection)?.deltas ?? []) {
        if (delta.id > watermark) break
        parts.applier.write(documents, delta)
      }
      return documents
    },
    restart: () => {},
  }
}
