import { mutant } from '../mutant.ts'

export const releasesBelowTheHighMark = mutant({
  id: 'nodedb/releases-below-the-high-mark',
  violates: 'NDB-099',
  explain: 'The queue is announced as drained as soon as it is below the high mark.',
  part: 'marks',
  apply: (_original, parts) => ({ drained: (depth) => depth < parts.settings.high() }),
})
