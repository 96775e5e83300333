import { partition } from '../../../../machines/osproxy/charts/partition.ts'
import { drivenStoreSource } from '../../../../machines/osproxy/models/driven-store-model.ts'
import { check } from '../../../kit/check.ts'
import { walkClaims } from '../walk-claims.ts'

/** Controllers set nothing. */
const unreached = ['OSP-026']

/** The kit plays two controllers that drive migrations, and what the way to the store does to their requests. */
export const storeWalkDriven = check({
  id: 'osproxy/store-walk-driven',
  kind: 'model',
  requirements: walkClaims(partition).filter(
    (claim) => !unreached.includes(typeof claim === 'string' ? claim : claim.id),
  ),
  needs: ['store'],
  explain:
    'Whatever reaches the store from the controllers that `cutover verify` explores, lost, doubled or late, is answered as the state table says.',
  model: drivenStoreSource,
  weight: 0.5,
})
