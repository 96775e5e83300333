import { charts } from '../../machines/osproxy/charts/charts.ts'
import { systems } from '../../machines/osproxy/systems/systems.ts'
import { defineProtocol } from '../kit/define-protocol.ts'
import type { Protocol } from '../kit/protocol.ts'
import { checks } from './checks.ts'
import { mutants } from './mutants.ts'
import { createParts, createReference } from './reference/reference.ts'
import { resetProbe, smoke } from './smoke.ts'
import { variants } from './variants.ts'

/** Partition migration: states, epochs, write gate, drain barrier and proxies. */
export const osproxy: Protocol = defineProtocol({
  id: 'osproxy',
  charts,
  systems,
  checks,
  malformed: ['OSP-010', { id: 'OSP-003', within: ['placement', 'to', 'from'] }],
  reference: { createParts, createReference },
  mutants,
  variants,
  smoke,
  resetProbe,
})
