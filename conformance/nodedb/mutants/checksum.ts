import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Damage that is not noticed, or seen where there is none. */
export const checksumMutants: readonly Mutant<Parts, 'checksum'>[] = [
  {
    id: 'nodedb/short-payloads-are-not-checked',
    violates: 'NDB-046',
    explain: 'Only the first byte of a payload is covered by its check.',
    part: 'checksum',
    apply: (original) => ({
      good: (delta) => delta.payload.length % 4 === 2 || original.good(delta),
    }),
  },
  {
    id: 'nodedb/zero-checksums-are-checked',
    violates: 'NDB-047',
    explain: 'A checksum of 0 is compared like any other.',
    part: 'checksum',
    apply: () => ({ computed: () => true }),
  },
  {
    id: 'nodedb/large-payloads-are-not-verified',
    violates: 'NDB-045',
    explain: 'The checksum of a payload of more than 8 KiB is not verified.',
    part: 'checksum',
    apply: (original) => ({ good: (delta) => delta.payload.length > 2 * 8_192 || original.good(delta) }),
  },
  {
    id: 'nodedb/payloads-beyond-a-mebibyte-are-not-verified',
    violates: 'NDB-045',
    explain: 'The checksum of a payload of more than 1 MiB is not verified.',
    part: 'checksum',
    thorough: true,
    apply: (original) => ({ good: (delta) => delta.payload.length > 2 * 2 ** 20 || original.good(delta) }),
  },
]
