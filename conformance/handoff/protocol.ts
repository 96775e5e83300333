import { charts } from '../../machines/handoff/charts/charts.ts'
import { systems } from '../../machines/handoff/systems/systems.ts'
import { defineProtocol } from '../kit/define-protocol.ts'
import type { Protocol } from '../kit/protocol.ts'
import { checks } from './checks.ts'
import { inventedNames } from './invented-names.ts'
import { mutants } from './mutants.ts'
import { createParts } from './reference/create-parts.ts'
import { createReference } from './reference/reference.ts'
import { resetProbe, smoke } from './smoke.ts'
import { variants } from './variants.ts'

/** Replacing the binary of a running daemon, without a refused connection or a lost write. */
export const handoff: Protocol = defineProtocol({
  id: 'handoff',
  charts,
  systems,
  checks,
  malformed: [],
  translation: inventedNames,
  reference: { createParts, createReference },
  mutants,
  variants,
  smoke,
  resetProbe,
})
