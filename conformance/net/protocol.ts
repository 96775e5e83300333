import { charts } from '../../machines/net/charts/charts.ts'
import { systems } from '../../machines/net/systems/systems.ts'
import { defineProtocol } from '../kit/define-protocol.ts'
import type { Protocol } from '../kit/protocol.ts'
import { checks } from './checks.ts'
import { createParts } from './reference/create-parts.ts'
import { createReference } from './reference/reference.ts'
import { resetProbe, smoke } from './smoke.ts'

/** Moving a live daemon from one node of a mesh to another. */
export const net: Protocol = defineProtocol({
  id: 'net',
  charts,
  systems,
  checks,
  malformed: [],
  reference: { createParts, createReference },
  mutants: [],
  variants: [],
  smoke,
  resetProbe,
})
