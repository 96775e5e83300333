import { mutant } from '../mutant.ts'

export const gapNamesTheFirstIdSeen = mutant({
  id: 'nodedb/gap-names-the-first-id-seen',
  violates: 'NDB-042',
  explain: 'A repeated request names the id before the highest that arrived.',
  part: 'requests',
  apply: () => ({
    gap: ({ next, until }) => ({
      kind: 'SequenceGap',
      expected: `${next}`,
      received: `${until > next + 1n ? until - 1n : until}`,
    }),
  }),
})
