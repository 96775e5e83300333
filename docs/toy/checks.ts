import { type Check, check } from '../../conformance/kit/check.ts'
import { modelOf } from './model.ts'
import { entitlement } from './monitor.ts'
import { charts, type RelayCharts } from './relay.ts'
import { receives, type Side } from './side.ts'
import { vectors } from './vectors.ts'

const restarts = { id: 'TOY-004', needs: ['restart'] }
const owed = {
  taker: ['TOY-001', 'TOY-002', restarts, 'TOY-005', 'TOY-006', 'TOY-007'],
  giver: ['TOY-001', 'TOY-002', restarts, 'TOY-008', 'TOY-009', 'TOY-010', 'TOY-011', 'TOY-012'],
}

/** Every transition of a side's chart, then random walks. */
export const walk = (side: Side, given: RelayCharts = charts): Check =>
  check({
    id: `toy/${side}-walk`,
    kind: 'model',
    requirements: owed[side],
    needs: [side],
    explain: `The ${side} does what its chart says while the kit plays the other side and a bad channel.`,
    model: modelOf(side, given),
  })

/** Bytes written by hand; after refused ones comes a frame that differs in one thing, and is understood. */
export const wire: Check = check({
  id: 'toy/wire',
  kind: 'wire',
  requirements: ['TOY-001', 'TOY-002', 'TOY-005'],
  needs: ['taker'],
  explain: 'A taker understands every frame and refuses everything else.',
  model: modelOf('taker'),
  cases: () =>
    vectors
      .filter(({ kind }) => kind === receives.taker)
      .map(({ name, hex, twin }) => ({
        name,
        configuration: { role: 'taker' },
        inputs: [hex, ...(twin === undefined ? [] : [twin])].map((frame) => ({ op: 'deliver', params: { frame } })),
      })),
})

/** Watches every case of the others. */
export const rights: Check = check({
  id: 'toy/rights',
  kind: 'monitor',
  requirements: [
    'TOY-003',
    { id: 'TOY-004', needs: ['taker', 'restart'] },
    { id: 'TOY-006', needs: ['taker'] },
    { id: 'TOY-008', needs: ['giver'] },
  ],
  needs: ['deliver', 'state'],
  explain: 'Only who was given the baton holds it, and whoever offers it has let go.',
  monitors: [entitlement],
})

export const checks: readonly Check[] = [walk('taker'), walk('giver'), wire, rights]
