import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

export const partitionsShareOneWait: Mutant<Parts, 'waits'> = {
  id: 'osproxy/partitions-share-one-wait',
  violates: 'OSP-077',
  explain: 'A controller remembers one wait for all partitions.',
  part: 'waits',
  apply: (waits) => ({
    get: (number) => waits.get(number, ''),
    start: (number, _, wait) => waits.start(number, '', wait),
    end: (number) => waits.end(number, ''),
  }),
}
