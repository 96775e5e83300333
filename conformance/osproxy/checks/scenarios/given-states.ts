import type { JsonObject } from '../../../../spec/json.ts'
import { scene } from '../../../kit/cases/scene.ts'
import { check } from '../../../kit/check.ts'
import { cluster, constant, field, index, query, shared } from '../../calls.ts'

/** Placements of each kind, and some that nearly are the same. */
const placements: readonly JsonObject[] = [
  cluster('x'),
  index('x', 'y'),
  index('x', 'Y'),
  shared(),
  shared(field('f')),
  shared(field('f', constant({ deep: [null] })), field('f')),
]

/** Every state over a few placements, as parameters of the pure destination queries. */
export const givenStates = check({
  id: 'osproxy/given-states',
  kind: 'scenario',
  requirements: ['OSP-015', 'OSP-016', 'OSP-018', 'OSP-019', 'OSP-020', 'OSP-021', 'OSP-022', 'OSP-023', 'OSP-024'],
  needs: ['state.query'],
  explain:
    'The destination queries of every kind of state, with all pairs of placements, origin and destination alike included.',
  cases: () => [
    scene(
      'settled',
      placements.map((placement) => query({ state: 'active', placement })),
    ),
    ...['draining', 'cutover'].map((phase) =>
      scene(
        phase,
        placements.flatMap((from) => placements.map((to) => query({ state: 'migrating', from, to, phase }))),
      ),
    ),
  ],
})
