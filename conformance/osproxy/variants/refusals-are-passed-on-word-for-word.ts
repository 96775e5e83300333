import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const refusalsArePassedOnWordForWord: Variant<Parts, 'answers'> = {
  id: 'osproxy/refusals-are-passed-on-word-for-word',
  explain: 'A controller passes on the text of the store without a prefix.',
  part: 'answers',
  apply: (answers) => ({ refused: (refusal) => answers.refused(refusal, false) }),
}
