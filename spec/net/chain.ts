import { link } from './link.ts'
import type { CausalLink } from './messages.types.ts'
import { Writer } from './writer.ts'
import { xxh3 } from './xxh3.ts'

/** The 32 bytes of a link. */
export function linkBytes(value: CausalLink): Uint8Array {
  const writer = new Writer()
  link.write(writer, value)
  return writer.finish()
}

/** The parent_hash of the event that follows one with this link and payload: XXH3-64, seed 0, of both in a row. */
export function parentHash(before: CausalLink, payload: Uint8Array): string {
  return String(xxh3(Buffer.concat([linkBytes(before), payload])))
}

/** The first link of an origin's chain. */
export function genesis(origin: string): CausalLink {
  return { origin_hash: origin, horizon_encoded: '0', sequence: '0', parent_hash: '0' }
}
