import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** What a receiver wrongly keeps, loses or believes after a crash. */
export const durableMutants: readonly Mutant<Parts, 'durable'>[] = [
  {
    id: 'nodedb/damaged-stores-are-served',
    violates: 'NDB-048',
    explain: 'A damaged store is served, and nothing is asked for.',
    part: 'durable',
    apply: () => ({
      corrupt: (stream) => {
        stream.phase = 'live'
      },
    }),
  },
  {
    id: 'nodedb/held-deltas-survive-a-crash',
    violates: 'NDB-054',
    explain: 'A crash applies the last delta again.',
    part: 'durable',
    apply: (original) => ({
      recover: (stream, outcome) => {
        original.recover(stream, outcome)
        if (stream.next > 1n)
          outcome.applied.push({ peer: stream.peer, collection: stream.collection, mutation_id: `${stream.next - 1n}` })
      },
    }),
  },
  {
    id: 'nodedb/a-crash-forgets-next',
    violates: 'NDB-060',
    explain: 'After a crash the receiver expects the first id.',
    part: 'durable',
    apply: (original) => ({
      recover: (stream, outcome) => {
        original.recover(stream, outcome)
        stream.next = 1n
      },
    }),
  },
]
