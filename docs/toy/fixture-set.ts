import type { FixtureSet, TraceFamily } from '../../fixtures/fixture-set.ts'
import { modelOf } from './model.ts'
import { charts } from './relay.ts'
import type { Side } from './side.ts'
import { vectors } from './vectors.ts'

const family = (side: Side): TraceFamily => ({
  name: side,
  model: modelOf(side),
  setting: {
    profile: side,
    capabilities: new Set(['restart']),
    parameters: { repeat_ticks: 3 },
    shimDefined: new Set(),
  },
  walks: 16,
})

/** Golden files for a vendor who does without the kit. */
export const toyFixtures: FixtureSet = {
  id: 'toy',
  folder: 'docs/toy',
  charts: [charts.taker, charts.giver],
  traces: [family('taker'), family('giver')],
  vectors: () => ({ frames: vectors }),
}
