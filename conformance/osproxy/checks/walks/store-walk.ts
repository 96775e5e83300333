import { partition } from '../../../../machines/osproxy/charts/partition.ts'
import { modelSource } from '../../../../machines/osproxy/models/model.ts'
import { check } from '../../../kit/check.ts'
import { walkClaims } from '../walk-claims.ts'

/** Sets, transitions and queries of a few partitions at random, after a tour of the state table. */
export const storeWalk = check({
  id: 'osproxy/store-walk',
  kind: 'model',
  requirements: walkClaims(partition),
  needs: ['store'],
  explain: 'Whatever is asked of the store, in whatever state, is answered as the state table says.',
  model: modelSource('osproxy/store', 'store'),
  sweeps: ['store'],
})
