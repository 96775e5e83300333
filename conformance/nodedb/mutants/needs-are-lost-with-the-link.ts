import { mutant } from '../mutant.ts'

export const needsAreLostWithTheLink = mutant({
  id: 'nodedb/needs-are-lost-with-the-link',
  violates: 'NDB-059',
  explain: 'What is needed is not asked for again when the link comes back.',
  part: 'needs',
  apply: () => ({ reconnected: () => undefined }),
})
