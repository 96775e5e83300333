import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const gateVerdictsAreCached: Mutant<Parts, 'link'> = {
  id: 'osproxy/gate-verdicts-are-cached',
  violates: 'OSP-083',
  explain: 'An instance that saw a stamp admitted does not ask about it again.',
  part: 'link',
  apply: (link) => {
    const admitted = new Set<string>()
    return {
      *admit(caller, partition, stamp) {
        const key = `${caller.number} ${stamp} ${partition}`
        if (admitted.has(key)) return true
        const verdict = yield* link.admit(caller, partition, stamp)
        if (verdict === true) admitted.add(key)
        return verdict
      },
    }
  },
}
