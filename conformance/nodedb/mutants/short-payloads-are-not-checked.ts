import { mutant } from '../mutant.ts'

export const shortPayloadsAreNotChecked = mutant({
  id: 'nodedb/short-payloads-are-not-checked',
  violates: 'NDB-046',
  explain: 'Only the first byte of a payload is covered by its check.',
  part: 'checksum',
  apply: (original) => ({
    good: (delta) => delta.payload.length % 4 === 2 || original.good(delta),
  }),
})
