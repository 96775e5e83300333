import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Locks that nobody respects. */
export const locksMutants: readonly Mutant<Parts, 'locks'>[] = [
  {
    id: 'osproxy/complete-and-abort-race',
    violates: 'OSP-044',
    explain: 'Changes of a partition take a lock that nobody respects.',
    part: 'locks',
    apply: () => ({ take: () => true }),
  },
]
