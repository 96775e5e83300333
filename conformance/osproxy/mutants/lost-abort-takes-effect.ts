import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { Refusal } from '../reference/refusal.ts'

export const lostAbortTakesEffect: Mutant<Parts, 'link'> = {
  id: 'osproxy/lost-abort-takes-effect',
  violates: 'OSP-110',
  explain: 'An abort that was reported lost before it took effect is carried out.',
  part: 'link',
  apply: (link, parts) => ({
    *change(caller, change) {
      const before = parts.table.read(change.partition)
      const answer = yield* link.change(caller, change)
      const lost =
        answer instanceof Refusal && answer.code === 'backend' && parts.table.read(change.partition) === before
      if (lost && change.kind === 'abort_migration') yield* parts.table.change(change)
      return answer
    },
  }),
}
