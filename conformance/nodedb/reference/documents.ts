import type { Item } from './snapshots.ts'

/** Documents ascending by the UTF-8 bytes of their names. */
export function sorted(documents: ReadonlyMap<string, string>): Item[] {
  return [...documents]
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([document_id, payload]) => ({ document_id, payload }))
}
