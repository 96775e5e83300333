import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const answersComeLater: Variant<Parts, 'answers'> = {
  id: 'osproxy/answers-come-later',
  explain: 'Every answer is a promise.',
  part: 'answers',
  apply: () => ({ deliver: (reply) => Promise.resolve(reply) }),
}
