import type { Placement } from './placement.ts'

export type Active = { readonly state: 'active'; readonly placement: Placement }
export type Migrating = {
  readonly state: 'migrating'
  readonly from: Placement
  readonly to: Placement
  readonly phase: 'draining' | 'cutover'
}
export type PartitionState = Active | Migrating
export type PhaseLabel = 'settled' | 'draining' | 'cutover'

/** State and epoch of a partition. An entry is replaced as a whole and never altered, so that a reader sees one instant. */
export interface Entry {
  readonly state: PartitionState
  readonly epoch: bigint
}

/** The answer to a resolve: where reads go, with epoch and phase of the same instant (OSP-012). */
export interface Route {
  readonly placement: Placement
  readonly epoch: bigint
  readonly phase: PhaseLabel
}
