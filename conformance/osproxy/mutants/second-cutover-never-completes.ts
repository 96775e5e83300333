import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const secondCutoverNeverCompletes: Mutant<Parts, 'waits'> = {
  id: 'osproxy/second-cutover-never-completes',
  violates: 'OSP-118',
  explain: 'The wait for the second cutover of a partition is never remembered and starts anew with every attempt.',
  part: 'waits',
  apply: (waits) => {
    const first = new Map<string, bigint>()
    return {
      start: (number, partition, wait) => {
        const epoch = first.get(`${number} ${partition}`) ?? wait.epoch
        first.set(`${number} ${partition}`, epoch)
        if (wait.epoch === epoch) waits.start(number, partition, wait)
      },
    }
  },
}
