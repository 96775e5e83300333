import { type Check, check } from '../../../conformance/kit/check.ts'
import { modelOf } from '../model.ts'
import { charts, type RelayCharts } from '../relay.ts'
import type { Side } from '../side.ts'

const restarts = { id: 'TOY-004', needs: ['restart'] }
const owed = {
  taker: ['TOY-001', 'TOY-002', restarts, 'TOY-005', 'TOY-006', 'TOY-007'],
  giver: ['TOY-001', 'TOY-002', restarts, 'TOY-008', 'TOY-009', 'TOY-010', 'TOY-011', 'TOY-012'],
}

/** Every transition of a side's chart, then random walks; other charts than the protocol's own are for tests of the kit. */
export const sideWalk = (side: Side, given: RelayCharts = charts): Check =>
  check({
    id: `toy/${side}-walk`,
    kind: 'model',
    requirements: owed[side],
    needs: [side],
    explain: `The ${side} does what its chart says while the kit plays the other side and a bad channel.`,
    model: modelOf(side, given),
  })
