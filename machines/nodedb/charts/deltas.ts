import { crc32c } from '../../../spec/nodedb/crc32c.ts'

/** One document of a snapshot. */
export type Item = { readonly document_id: string; readonly payload: string }

/** A delta of the log that models and cases speak of. */
export interface LogDelta {
  readonly document_id: string
  /** Hex; empty where the delta deletes its document. */
  readonly payload: string
  readonly checksum: number
}

/** How a delta arrives. */
export type Quality = 'good' | 'unchecked' | 'damagedPayload' | 'damagedChecksum'
export const qualities: readonly Quality[] = ['good', 'unchecked', 'damagedPayload', 'damagedChecksum']

const documents = 3
const made = new Map<string, LogDelta>()

/** The delta with the number `id`, from 1, of a collection: three documents in turn, every fourth delta a deletion. */
export function logDelta(collection: string, id: number): LogDelta {
  const key = `${collection}:${id}`
  const known = made.get(key)
  if (known !== undefined) return known
  const bytes = id % 4 === 0 ? Buffer.alloc(0) : Buffer.from(key)
  const delta = {
    document_id: `d${id % documents}`,
    payload: bytes.toString('hex'),
    checksum: crc32c(bytes),
  }
  made.set(key, delta)
  return delta
}

/** The same as it arrives; undefined where the damage cannot be done. */
export function arriving(collection: string, id: number, quality: Quality): LogDelta | undefined {
  const delta = logDelta(collection, id)
  const { payload, checksum } = delta
  switch (quality) {
    case 'good':
      return delta
    case 'unchecked':
      return checksum === 0 ? undefined : { ...delta, checksum: 0 }
    case 'damagedPayload':
      return payload === ''
        ? undefined
        : { ...delta, payload: `${payload.slice(0, -1)}${payload.endsWith('0') ? '1' : '0'}` }
    case 'damagedChecksum':
      return { ...delta, checksum: (checksum ^ 0x80000000) >>> 0 === 0 ? 1 : (checksum ^ 0x80000000) >>> 0 }
  }
}

/** The documents after the deltas from `since` to `last`, both included, by name. */
export function documentsOf(collection: string, since: number, last: number): Item[] {
  const found: Item[] = []
  for (let document = 0; document < documents; document++) {
    for (let id = last; id >= since && id > last - documents; id--) {
      if (id % documents !== document) continue
      const { document_id, payload } = logDelta(collection, id)
      if (payload !== '') found.push({ document_id, payload })
    }
  }
  return found
}
