import type { Mutant } from '../../kit/mutation/mutant.ts'
import { staleEpoch } from '../reference/failure.ts'
import type { Parts } from '../reference/parts.ts'

export const rejectionCostsTheNextWriteToo: Mutant<Parts, 'dispatch'> = {
  id: 'osproxy/rejection-costs-the-next-write-too',
  violates: 'OSP-117',
  explain: 'After a rejection an instance rejects the next write of the partition as well.',
  part: 'dispatch',
  apply: (dispatch) => {
    const penalised = new Set<string>()
    return {
      *gate(operation) {
        const key = `${operation.instance} ${operation.partition}`
        if (penalised.delete(key)) operation.end ??= staleEpoch
        else {
          yield* dispatch.gate(operation)
          if (operation.end === staleEpoch) penalised.add(key)
        }
      },
    }
  },
}
