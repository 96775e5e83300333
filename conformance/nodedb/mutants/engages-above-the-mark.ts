import { mutant } from '../mutant.ts'

export const engagesAboveTheMark = mutant({
  id: 'nodedb/engages-above-the-mark',
  violates: 'NDB-096',
  explain: 'The queue is announced only when it exceeds the high mark.',
  part: 'marks',
  apply: (_original, parts) => ({ overwhelmed: (depth) => depth > parts.settings.high() }),
})
