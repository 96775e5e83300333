import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { refuse } from '../reference/refusal.ts'

export const storeFailureHasNoCodeOfItsOwn: Mutant<Parts, 'link'> = {
  id: 'osproxy/store-failure-has-no-code-of-its-own',
  violates: 'OSP-006',
  explain:
    'A store that fails is reported with the code of a refusal. Seen in the field while the store interface could not express failures.',
  part: 'link',
  apply: (link) => ({
    failure: (fault, change) => {
      const failure = link.failure(fault, change)
      return failure.code === 'backend' ? refuse('not_migrating') : failure
    },
  }),
}
