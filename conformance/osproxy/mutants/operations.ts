import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { isSteps } from '../reference/steps.ts'

/** Operations that are carried out although they are refused. */
export const operationsMutants: readonly Mutant<Parts, 'operations'>[] = [
  {
    id: 'osproxy/refused-request-is-carried-out',
    violates: 'OSP-010',
    explain: 'A cutover request with a surplus member is refused after it was carried out.',
    part: 'operations',
    apply: (operations) => ({
      start: (op, params) => {
        const started = operations.start(op, params)
        const { partition } = params
        if (op === 'store.enter_cutover' && !isSteps(started) && partition !== undefined) {
          const carriedOut = operations.start(op, { partition })
          if (isSteps(carriedOut)) while (carriedOut.next().done !== true);
        }
        return started
      },
    }),
  },
]
