import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { type Placement, samePlacement } from '../reference/placement.ts'

function sorted(placement: Placement): Placement {
  if (placement.kind !== 'shared_index') return placement
  return { ...placement, inject: [...placement.inject].sort((a, b) => (a.name < b.name ? -1 : 1)) }
}

/** States that a change turns into the wrong state. */
export const transitionsMutants: readonly Mutant<Parts, 'transitions'>[] = [
  {
    id: 'osproxy/injected-fields-are-sorted',
    violates: 'OSP-004',
    explain: 'The destination of a migration is kept with its injected fields in alphabetical order.',
    part: 'transitions',
    apply: (transitions) => ({ begin: (state, to) => transitions.begin(state, sorted(to)) }),
  },
  {
    id: 'osproxy/eighth-injected-field-is-lost',
    violates: 'OSP-004',
    explain: 'The flip keeps at most seven injected fields of the destination.',
    part: 'transitions',
    apply: (transitions) => ({
      complete: (state) => {
        const next = transitions.complete(state)
        if (typeof next === 'string' || next.state !== 'active' || next.placement.kind !== 'shared_index') return next
        return { ...next, placement: { ...next.placement, inject: next.placement.inject.slice(0, 7) } }
      },
    }),
  },
  {
    id: 'osproxy/null-constant-comes-back-empty',
    violates: 'OSP-004',
    explain: 'An injected constant null of the origin comes back from an abort as an empty text.',
    part: 'transitions',
    apply: (transitions) => ({
      abort: (state) => {
        const next = transitions.abort(state)
        if (typeof next === 'string' || next.state !== 'active' || next.placement.kind !== 'shared_index') return next
        const inject = next.placement.inject.map(({ name, value }) => ({
          name,
          value: value.kind === 'constant' && value.json === null ? { ...value, json: '' } : value,
        }))
        return { ...next, placement: { ...next.placement, inject } }
      },
    }),
  },
  {
    id: 'osproxy/placed-partition-cannot-be-set',
    violates: 'OSP-025',
    explain: 'A partition that has a placement cannot be given another one.',
    part: 'transitions',
    apply: (transitions) => ({
      set: (state, placement) => (state === undefined ? transitions.set(state, placement) : 'already_migrating'),
    }),
  },
  {
    id: 'osproxy/set-cancels-a-migration',
    violates: 'OSP-026',
    explain:
      'A set on a moving partition silently cancels the migration, although a refusal is declared. Seen in the field.',
    part: 'transitions',
    apply: (transitions) => ({ set: (_, placement) => transitions.set(undefined, placement) }),
  },
  {
    id: 'osproxy/set-cancels-in-cutover-only',
    violates: 'OSP-026',
    explain: 'A set is refused while draining, but cancels the migration in cutover.',
    part: 'transitions',
    apply: (transitions) => ({
      set: (state, placement) =>
        transitions.set(state?.state === 'migrating' && state.phase === 'cutover' ? undefined : state, placement),
    }),
  },
  {
    id: 'osproxy/begin-skips-draining',
    violates: 'OSP-027',
    explain: 'A migration starts in cutover.',
    part: 'transitions',
    apply: (transitions) => ({
      begin: (state, to) => {
        const next = transitions.begin(state, to)
        return typeof next === 'string' || next.state === 'active' ? next : { ...next, phase: 'cutover' }
      },
    }),
  },
  {
    id: 'osproxy/repeated-begin-is-accepted',
    violates: 'OSP-028',
    explain: 'Begin on a draining partition is accepted if the destination is the same.',
    part: 'transitions',
    apply: (transitions) => ({
      begin: (state, to) => {
        const again = state.state === 'migrating' && state.phase === 'draining' && samePlacement(state.to, to)
        return again ? { ...state, to } : transitions.begin(state, to)
      },
    }),
  },
  {
    id: 'osproxy/begin-redirects-in-cutover',
    violates: 'OSP-028',
    explain: 'Begin on a partition in cutover starts a new migration from the same origin.',
    part: 'transitions',
    apply: (transitions) => ({
      begin: (state, to) =>
        state.state === 'migrating' && state.phase === 'cutover'
          ? transitions.begin({ state: 'active', placement: state.from }, to)
          : transitions.begin(state, to),
    }),
  },
  {
    id: 'osproxy/destination-must-be-another-cluster',
    violates: 'OSP-029',
    explain: 'A destination on the cluster of the current placement is refused.',
    part: 'transitions',
    apply: (transitions) => ({
      begin: (state, to) =>
        state.state === 'active' && state.placement.cluster === to.cluster && !samePlacement(state.placement, to)
          ? 'same_placement'
          : transitions.begin(state, to),
    }),
  },
  {
    id: 'osproxy/cutover-forgets-the-injection',
    violates: 'OSP-030',
    explain: 'Cutover keeps cluster and index of the destination only.',
    part: 'transitions',
    apply: (transitions) => ({
      enter: (state) => {
        const next = transitions.enter(state)
        if (typeof next === 'string' || next.state === 'active' || next.to.kind !== 'shared_index') return next
        return { ...next, to: { kind: 'dedicated_index', cluster: next.to.cluster, index: next.to.index } }
      },
    }),
  },
  {
    id: 'osproxy/repeated-cutover-is-accepted',
    violates: 'OSP-031',
    explain: 'Entering cutover again succeeds with a fresh epoch.',
    part: 'transitions',
    apply: (transitions) => ({
      enter: (state) =>
        state.state === 'migrating' && state.phase === 'cutover' ? { ...state } : transitions.enter(state),
    }),
  },
  {
    id: 'osproxy/cutover-of-a-settled-partition-is-misnamed',
    violates: 'OSP-032',
    explain: 'Entering cutover on a settled partition is refused with not_draining.',
    part: 'transitions',
    apply: (transitions) => ({
      enter: (state) => (state.state === 'active' ? 'not_draining' : transitions.enter(state)),
    }),
  },
  {
    id: 'osproxy/completion-turns-back',
    violates: 'OSP-033',
    explain: 'Completion settles the partition at its origin when both placements are on one cluster.',
    part: 'transitions',
    apply: (transitions) => ({
      complete: (state) => {
        const next = transitions.complete(state)
        if (typeof next === 'string' || state.state === 'active') return next
        return state.from.cluster === state.to.cluster ? { state: 'active', placement: state.from } : next
      },
    }),
  },
  {
    id: 'osproxy/completion-skips-cutover',
    violates: 'OSP-034',
    explain: 'Completion in draining flips at once.',
    part: 'transitions',
    apply: (transitions) => ({
      complete: (state) =>
        state.state === 'migrating' ? { state: 'active', placement: state.to } : transitions.complete(state),
    }),
  },
  {
    id: 'osproxy/abort-in-draining-goes-on',
    violates: 'OSP-036',
    explain: 'Abort in draining settles the partition at the destination.',
    part: 'transitions',
    apply: (transitions) => ({
      abort: (state) =>
        state.state === 'migrating' && state.phase === 'draining'
          ? { state: 'active', placement: state.to }
          : transitions.abort(state),
    }),
  },
  {
    id: 'osproxy/abort-is-refused-in-cutover',
    violates: 'OSP-037',
    explain: 'A migration in cutover cannot be aborted. Seen in the field in a port of the protocol.',
    part: 'transitions',
    apply: (transitions) => ({
      abort: (state) =>
        state.state === 'migrating' && state.phase === 'cutover' ? 'not_draining' : transitions.abort(state),
    }),
  },
  {
    id: 'osproxy/present-destination-is-no-migration',
    violates: 'OSP-042',
    explain: 'A migration to where the partition is already settles at once, without a cutover.',
    part: 'transitions',
    apply: (transitions) => ({
      begin: (state, to) => {
        const begun = transitions.begin(state, to)
        const same = state.state === 'active' && JSON.stringify(state.placement) === JSON.stringify(to)
        return same && typeof begun !== 'string' ? state : begun
      },
    }),
  },
]
