import { need } from '../../../machines/nodedb/charts/need.ts'
import { receiver } from '../../../machines/nodedb/charts/receiver.ts'
import { receiverSource } from '../../../machines/nodedb/models/receiver-model.ts'
import { type Check, check } from '../../kit/check.ts'
import { walkClaims } from './walk-claims.ts'

/** The receiver's walk near an end of numbers: where doubles lose integers, where signed numbers end, and where ids end. */
export function receiverWalkFrom(base: bigint): Check {
  return check({
    id: `nodedb/receiver-walk-from-${base}`,
    kind: 'model',
    // A stream that starts as its store says has no first delta.
    requirements: [...walkClaims([receiver, need], ['NDB-074']), 'NDB-047'],
    needs: ['rx.delta', 'cold_start'],
    explain: `Random runs of streams whose next id is ${base + 1n}.`,
    model: receiverSource(`receiver-from-${base}`, { base, far: [] }),
    weight: 0.25,
  })
}
