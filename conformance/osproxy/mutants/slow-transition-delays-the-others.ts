import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const slowTransitionDelaysTheOthers: Mutant<Parts, 'link'> = {
  id: 'osproxy/slow-transition-delays-the-others',
  violates: 'OSP-119',
  explain: 'While a change of one partition is under way, the store serves no other request.',
  part: 'link',
  apply: (link) => {
    let underway = 0
    return {
      *change(caller, change) {
        underway += 1
        const answer = yield* link.change(caller, change)
        underway -= 1
        return answer
      },
      *resolve(caller, partition) {
        while (underway > 0) yield 'blocked'
        return yield* link.resolve(caller, partition)
      },
      *admit(caller, partition, stamp) {
        while (underway > 0) yield 'blocked'
        return yield* link.admit(caller, partition, stamp)
      },
    }
  },
}
