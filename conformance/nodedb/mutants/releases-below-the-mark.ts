import { mutant } from '../mutant.ts'

export const releasesBelowTheMark = mutant({
  id: 'nodedb/releases-below-the-mark',
  violates: 'NDB-098',
  explain: 'The queue is announced as drained only below the low mark.',
  part: 'marks',
  apply: (_original, parts) => ({
    drained: (depth) => depth < parts.settings.low() || (depth === 0 && parts.settings.low() > 0),
  }),
})
