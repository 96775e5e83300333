import { charts } from '../../machines/handoff/charts/charts.ts'
import { systems } from '../../machines/handoff/systems/systems.ts'
import { defineProtocol } from '../kit/define-protocol.ts'
import type { Protocol } from '../kit/protocol.ts'
import { createParts } from './reference/create-parts.ts'
import { createReference } from './reference/reference.ts'
import { resetProbe, smoke } from './smoke.ts'

/** The binary of a running daemon is replaced, without a refused connection or a lost write. */
export const handoff: Protocol = defineProtocol({
  id: 'handoff',
  title: 'Handing a running daemon over to its new binary',
  charts,
  systems,
  checks: [],
  malformed: [],
  reference: { createParts, createReference },
  mutants: [],
  variants: [],
  smoke,
  resetProbe,
})
