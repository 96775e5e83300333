import { bytesOf } from './codec.ts'
import type { Parts } from './parts.ts'
import type { Delta } from './stream.ts'

/** Whether deltas arrived as they were sent. */
export interface Checksum {
  /** Whether the sender computed one at all: 0 says no (NDB-047). */
  computed(delta: Delta): boolean
  good(delta: Delta): boolean
}

export function createChecksum(parts: Parts): Checksum {
  return {
    computed: ({ checksum }) => checksum !== 0,
    good: (delta) => !parts.checksum.computed(delta) || parts.codec.crc32c(bytesOf(delta.payload)) === delta.checksum,
  }
}
