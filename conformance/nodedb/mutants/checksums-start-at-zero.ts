import { mutant } from '../mutant.ts'

export const checksumsStartAtZero = mutant({
  id: 'nodedb/checksums-start-at-zero',
  violates: 'NDB-039',
  explain: 'The checksum starts from zero instead of all ones.',
  part: 'codec',
  apply: (original) => ({
    crc32c: (bytes) =>
      bytes.length === 0 ? 0 : (original.crc32c(bytes) ^ original.crc32c(new Uint8Array(bytes.length))) >>> 0,
  }),
})
