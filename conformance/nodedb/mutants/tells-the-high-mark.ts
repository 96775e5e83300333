import { mutant } from '../mutant.ts'

export const tellsTheHighMark = mutant({
  id: 'nodedb/tells-the-high-mark',
  violates: 'NDB-097',
  explain: 'The high mark is told instead of the depth.',
  part: 'marks',
  apply: (original, parts) => ({ told: () => Math.min(original.told(), parts.settings.high()) }),
})
