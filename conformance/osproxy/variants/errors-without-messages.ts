import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const errorsWithoutMessages: Variant<Parts, 'answers'> = {
  id: 'osproxy/errors-without-messages',
  explain: 'No error has a text for people.',
  part: 'answers',
  apply: () => ({ message: () => undefined }),
}
