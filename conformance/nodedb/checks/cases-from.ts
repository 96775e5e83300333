import { need } from '../../../machines/nodedb/charts/need.ts'
import { receiver } from '../../../machines/nodedb/charts/receiver.ts'
import type { Check } from '../../kit/check.ts'
import { receiverCheck } from './receiver-check.ts'
import { walkClaims } from './walk-claims.ts'

/** A few situations of a receiver near an end of numbers. */
export function casesFrom(base: bigint): Check {
  return receiverCheck({
    slug: `cases-from-${base}`,
    explain: `Streams whose next id is ${base + 1n}.`,
    requirements: walkClaims(
      [receiver, need],
      [
        ...['NDB-033', 'NDB-048', 'NDB-049', 'NDB-051', 'NDB-052', 'NDB-058', 'NDB-065', 'NDB-066', 'NDB-068'],
        ...['NDB-070', 'NDB-071', 'NDB-072', 'NDB-074', 'NDB-062', 'NDB-073'],
      ],
      ['cold_start'],
    ),
    needs: ['cold_start'],
    palette: { base, far: [], collections: ['a'] },
    situations: {
      contiguous: (plan) => plan.started().delta(1).delta(2).delta(3).delta(4),
      'gap-of-one': (plan) => plan.started().delta(1).delta(3).delta(2).delta(3),
      damage: (plan) => plan.started().delta(1, 'damagedPayload').delta(1).delta(2),
      snapshot: (plan) => plan.started().delta(1).delta(3).snapshot(3).delta(4),
    },
  })
}
