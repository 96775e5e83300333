import { lookup } from '../../../../machines/osproxy/charts/lookup.ts'
import { partition } from '../../../../machines/osproxy/charts/partition.ts'
import { write } from '../../../../machines/osproxy/charts/write.ts'
import { modelSource } from '../../../../machines/osproxy/models/model.ts'
import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { a, advance, barrier, resume, set, write as writes } from '../../calls.ts'
import { walkClaims } from '../walk-claims.ts'

/** Writes and reads of two proxy instances, stopped and held at will, while partitions move under them. */
export const fleetWalk = check({
  id: 'osproxy/fleet-walk',
  kind: 'model',
  requirements: walkClaims(partition, write, lookup),
  needs: ['fleet'],
  explain:
    'Every write is routed, gated and committed by the entries of those moments, while partitions move and stores fail.',
  model: modelSource('osproxy/fleet', 'fleet'),
  sweeps: ['proxy', 'upstream'],
  // What a short walk meets by chance alone.
  cases: () => [
    {
      ...scene('a-write-that-waits-beyond-its-deadline', [
        set('p0', a),
        writes('w1', 'p0', { stop_at: 'gated' }),
        advance(barrier + 1),
        resume('w1'),
      ]),
      needs: ['pause_points'],
    },
  ],
})
