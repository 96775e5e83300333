import { charts } from '../../machines/nodedb/charts/charts.ts'
import { systems } from '../../machines/nodedb/systems/systems.ts'
import { defineProtocol } from '../kit/define-protocol.ts'
import type { Protocol } from '../kit/protocol.ts'
import { checks } from './checks.ts'
import { frames } from './frames.ts'
import { mutants } from './mutants.ts'
import { createParts, createReference } from './reference/reference.ts'
import { resetProbe, smoke } from './smoke.ts'
import { variants } from './variants.ts'

/** Re-sync requests and throttling between a server and its offline-capable clients. */
export const nodedb: Protocol = defineProtocol({
  id: 'nodedb',
  charts,
  systems,
  checks,
  malformed: [],
  frames,
  reference: { createParts, createReference },
  mutants,
  variants,
  smoke,
  resetProbe,
})
