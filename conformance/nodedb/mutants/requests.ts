import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Requests that say the wrong thing. */
export const requestsMutants: readonly Mutant<Parts, 'requests'>[] = [
  {
    id: 'nodedb/gap-names-are-swapped',
    violates: 'NDB-042',
    explain: 'A gap names the received id as expected.',
    part: 'requests',
    apply: () => ({
      gap: ({ next, until }) => ({ kind: 'SequenceGap', expected: `${until}`, received: `${next}` }),
    }),
  },
  {
    id: 'nodedb/gap-names-the-first-id-seen',
    violates: 'NDB-042',
    explain: 'A repeated request names the id before the highest that arrived.',
    part: 'requests',
    apply: () => ({
      gap: ({ next, until }) => ({
        kind: 'SequenceGap',
        expected: `${next}`,
        received: `${until > next + 1n ? until - 1n : until}`,
      }),
    }),
  },
  {
    id: 'nodedb/resumes-at-what-arrived',
    violates: 'NDB-043',
    explain: 'A gap is asked for from the id that arrived.',
    part: 'requests',
    apply: (original) => ({
      from: (stream) => (stream.phase === 'gapped' && stream.bad === 0 ? stream.until : original.from(stream)),
    }),
  },
  {
    id: 'nodedb/scope-is-the-peer',
    violates: 'NDB-044',
    explain: 'The scope of a request is the peer instead of the collection.',
    part: 'requests',
    apply: () => ({ scope: ({ peer }) => peer }),
  },
  {
    id: 'nodedb/damage-is-reported-as-gap',
    violates: 'NDB-045',
    explain: 'A damaged delta is asked for as a gap.',
    part: 'requests',
    apply: (_original, parts) => ({
      mismatch: (stream) => parts.requests.gap(stream),
    }),
  },
  {
    id: 'nodedb/damage-is-asked-behind',
    violates: 'NDB-045',
    explain: 'After damage the sender is asked to go on behind the damaged delta.',
    part: 'requests',
    apply: (original) => ({
      from: (stream) => (stream.phase === 'gapped' && stream.bad > 0 ? stream.next + 1n : original.from(stream)),
    }),
  },
  {
    id: 'nodedb/damaged-stores-resume',
    violates: 'NDB-048',
    explain: 'A damaged store is asked for from the next id instead of from the beginning.',
    part: 'requests',
    apply: () => ({
      from: ({ next }) => next,
    }),
  },
]
