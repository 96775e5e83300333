import type { PartitionState } from './entry.ts'
import type { Parts } from './parts.ts'
import { type Placement, samePlacement } from './placement.ts'

/** What each change makes of a state: the new state, or the code of the refusal. Epochs are none of its business. */
export interface Transitions {
  set(state: PartitionState | undefined, placement: Placement): PartitionState | string
  begin(state: PartitionState, to: Placement): PartitionState | string
  enter(state: PartitionState): PartitionState | string
  complete(state: PartitionState): PartitionState | string
  abort(state: PartitionState): PartitionState | string
}

export function createTransitions(parts: Parts): Transitions {
  return {
    set: (state, placement) =>
      state?.state === 'migrating' && parts.choices.setDuringMigration() === 'refuse'
        ? 'already_migrating'
        : { state: 'active', placement },
    begin: (state, to) => {
      if (state.state === 'migrating') return 'already_migrating'
      if (parts.choices.samePlacement() === 'refuse' && samePlacement(state.placement, to)) return 'same_placement'
      return { state: 'migrating', from: state.placement, to, phase: 'draining' }
    },
    enter: (state) => {
      if (state.state === 'active') return 'not_migrating'
      return state.phase === 'draining' ? { ...state, phase: 'cutover' } : 'not_draining'
    },
    complete: (state) => {
      if (state.state === 'active') return 'not_migrating'
      return state.phase === 'cutover' ? { state: 'active', placement: state.to } : 'not_cutover'
    },
    abort: (state) => (state.state === 'active' ? 'not_migrating' : { state: 'active', placement: state.from }),
  }
}
