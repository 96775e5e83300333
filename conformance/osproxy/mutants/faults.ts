import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Injected faults that the store does not survive. */
export const faultsMutants: readonly Mutant<Parts, 'faults'>[] = [
  {
    id: 'osproxy/release-of-a-late-request-ends-the-process',
    violates: 'OSP-120',
    explain: 'Delivering a delayed request whose migration is gone ends the process.',
    part: 'faults',
    apply: (faults, parts) => ({
      release: () => {
        const released = faults.release()
        for (const { partition, kind } of released) {
          const settled = parts.table.read(partition)?.state.state !== 'migrating'
          if (settled && kind === 'complete_migration') throw new TypeError('no migration')
        }
        return released
      },
    }),
  },
]
