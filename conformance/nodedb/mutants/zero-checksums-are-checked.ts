import { mutant } from '../mutant.ts'

export const zeroChecksumsAreChecked = mutant({
  id: 'nodedb/zero-checksums-are-checked',
  violates: 'NDB-047',
  explain: 'A checksum of 0 is compared like any other.',
  part: 'checksum',
  apply: () => ({ computed: () => true }),
})
