import { mutant } from '../mutant.ts'

export const gapNamesAreSwapped = mutant({
  id: 'nodedb/gap-names-are-swapped',
  violates: 'NDB-042',
  explain: 'A gap names the received id as expected.',
  part: 'requests',
  apply: () => ({
    gap: ({ next, until }) => ({ kind: 'SequenceGap', expected: `${until}`, received: `${next}` }),
  }),
})
