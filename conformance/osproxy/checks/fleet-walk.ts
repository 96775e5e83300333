import { lookup } from '../../../machines/osproxy/lookup.ts'
import { modelSource } from '../../../machines/osproxy/model.ts'
import { partition } from '../../../machines/osproxy/partition.ts'
import { write } from '../../../machines/osproxy/write.ts'
import { check } from '../../check.ts'
import { walkClaims } from './walk-claims.ts'

/** Writes and reads of two proxy instances, stopped and held at will, while partitions move under them. */
export const fleetWalk = check({
  id: 'osproxy/fleet-walk',
  kind: 'model',
  requirements: walkClaims(partition, write, lookup),
  needs: ['fleet'],
  explain:
    'Every write is routed, gated and committed by the entries of those moments, while partitions move and stores fail.',
  model: modelSource('osproxy/fleet', 'fleet'),
})
