import { variant } from '../mutant.ts'

export const releasesWithItsRate = variant({
  id: 'nodedb/releases-with-its-rate',
  explain: 'A release carries the rate of the engagement.',
  part: 'marks',
  apply: (_original, parts) => ({ suggestion: () => parts.settings.rate() }),
})
