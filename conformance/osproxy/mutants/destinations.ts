import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'
import { samePlacement } from '../reference/placement.ts'

/** States that send reads or writes to the wrong place. */
export const destinationsMutants: readonly Mutant<Parts, 'destinations'>[] = [
  {
    id: 'osproxy/move-in-place-is-no-migration',
    violates: 'OSP-023',
    explain: 'A migration whose destination equals its origin does not count as one.',
    part: 'destinations',
    apply: (destinations) => ({
      migrating: (state) =>
        destinations.migrating(state) && !(state.state === 'migrating' && samePlacement(state.from, state.to)),
    }),
  },
  {
    id: 'osproxy/label-hides-a-move-in-place',
    violates: 'OSP-001',
    explain: 'A migration whose destination equals its origin is labelled settled.',
    part: 'destinations',
    apply: (destinations) => ({
      label: (state) =>
        state.state === 'migrating' && samePlacement(state.from, state.to) ? 'settled' : destinations.label(state),
    }),
  },
  {
    id: 'osproxy/label-stays-draining-in-cutover',
    violates: 'OSP-001',
    explain: 'Operators are shown draining while the partition is in cutover.',
    part: 'destinations',
    apply: (destinations) => ({
      label: (state) => (state.state === 'migrating' ? 'draining' : destinations.label(state)),
    }),
  },
  {
    id: 'osproxy/settled-reads-drop-injection',
    violates: 'OSP-015',
    explain: 'Reads of a partition settled at a shared index go to the bare index.',
    part: 'destinations',
    apply: (destinations) => ({
      read: (state) => {
        const placement = destinations.read(state)
        if (state.state !== 'active' || placement.kind !== 'shared_index') return placement
        return { kind: 'dedicated_index', cluster: placement.cluster, index: placement.index }
      },
    }),
  },
  {
    id: 'osproxy/reads-flip-at-cutover',
    violates: 'OSP-016',
    explain: 'Reads go to the destination from cutover on. Seen in the field in a port of the protocol.',
    part: 'destinations',
    apply: (destinations) => ({
      read: (state) => (state.state === 'migrating' && state.phase === 'cutover' ? state.to : destinations.read(state)),
    }),
  },
  {
    id: 'osproxy/settled-writes-lose-the-index',
    violates: 'OSP-018',
    explain: 'Writes of a partition settled at a dedicated index go to the cluster as a whole.',
    part: 'destinations',
    apply: (destinations) => ({
      write: (state) =>
        state.state === 'active' && state.placement.kind === 'dedicated_index'
          ? { kind: 'dedicated_cluster', cluster: state.placement.cluster }
          : destinations.write(state),
    }),
  },
  {
    id: 'osproxy/draining-writes-go-to-the-destination',
    violates: 'OSP-019',
    explain: 'The write placement of a draining partition is its destination.',
    part: 'destinations',
    apply: (destinations) => ({
      write: (state) =>
        state.state === 'migrating' && state.phase === 'draining' ? state.to : destinations.write(state),
    }),
  },
  {
    id: 'osproxy/cutover-stays-open-within-a-cluster',
    violates: 'OSP-020',
    explain: 'A cutover between two indices of one cluster does not block writes.',
    part: 'destinations',
    apply: (destinations) => ({
      write: (state) =>
        state.state === 'migrating' && state.from.cluster === state.to.cluster ? state.from : destinations.write(state),
    }),
  },
  {
    id: 'osproxy/draining-blocks-writes',
    violates: 'OSP-021',
    explain: 'Writes are blocked from the start of the migration on.',
    part: 'destinations',
    apply: (destinations) => ({
      write: (state) => (state.state === 'migrating' ? undefined : destinations.write(state)),
    }),
  },
  {
    id: 'osproxy/migrating-ends-at-cutover',
    violates: 'OSP-023',
    explain: 'A partition in cutover does not count as migrating.',
    part: 'destinations',
    apply: (destinations) => ({
      migrating: (state) => destinations.migrating(state) && destinations.label(state) === 'draining',
    }),
  },
  {
    id: 'osproxy/writes-skip-injection-while-draining',
    violates: 'OSP-024',
    explain: 'Writes of a partition that drains from a shared index go to the bare index.',
    part: 'destinations',
    apply: (destinations) => ({
      write: (state) => {
        const placement = destinations.write(state)
        if (state.state === 'active' || placement?.kind !== 'shared_index') return placement
        return { kind: 'dedicated_index', cluster: placement.cluster, index: placement.index }
      },
    }),
  },
  {
    id: 'osproxy/move-in-place-has-no-cutover',
    violates: 'OSP-042',
    explain: 'A migration to the current placement is accepted but never blocks writes.',
    part: 'destinations',
    apply: (destinations) => ({
      write: (state) =>
        state.state === 'migrating' && samePlacement(state.from, state.to) ? state.from : destinations.write(state),
    }),
  },
]
