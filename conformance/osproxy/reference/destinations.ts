import type { PartitionState, PhaseLabel } from './entry.ts'
import type { Placement } from './placement.ts'

/** The destination queries: pure functions of a partition's state. */
export interface Destinations {
  /** Where reads go: the origin until the flip (OSP-015, OSP-016). */
  read(state: PartitionState): Placement
  /** Where writes go; undefined in cutover, when they are blocked (OSP-018 to OSP-021). */
  write(state: PartitionState): Placement | undefined
  migrating(state: PartitionState): boolean
  /** The phase as operators see it (OSP-001). */
  label(state: PartitionState): PhaseLabel
}

export function createDestinations(): Destinations {
  return {
    read: (state) => (state.state === 'active' ? state.placement : state.from),
    write: (state) => {
      if (state.state === 'active') return state.placement
      return state.phase === 'draining' ? state.from : undefined
    },
    migrating: (state) => state.state === 'migrating',
    label: (state) => (state.state === 'active' ? 'settled' : state.phase),
  }
}
