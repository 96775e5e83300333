import type { Variant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const errorsWithMoreMembers: Variant<Parts, 'answers'> = {
  id: 'osproxy/errors-with-more-members',
  explain: 'Errors carry members of their own.',
  part: 'answers',
  apply: (answers) => ({
    refused: (refusal, passedOn) => {
      const { error } = answers.refused(refusal, passedOn)
      const more = { category: 'store', hint: null, seen: { times: 1 } }
      return error === undefined ? answers.refused(refusal, passedOn) : { error: { ...error, ...more } }
    },
  }),
}
