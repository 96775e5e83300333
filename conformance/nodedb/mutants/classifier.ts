import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Deltas that are taken for something else than they are to their stream. */
export const classifierMutants: readonly Mutant<Parts, 'classifier'>[] = [
  {
    id: 'nodedb/damaged-deltas-are-applied',
    violates: 'NDB-046',
    explain: 'A damaged delta is applied.',
    part: 'classifier',
    apply: (original) => ({
      kind: (stream, delta) => {
        const kind = original.kind(stream, delta)
        return kind === 'damaged' ? 'expected' : kind
      },
    }),
  },
  {
    id: 'nodedb/false-gap-after-interleaving',
    violates: 'NDB-050',
    explain: 'Ids are compared over all collections, as log positions would be.',
    part: 'classifier',
    apply: (original, parts) => ({
      ahead: (stream, id) =>
        original.ahead(stream, id) ||
        parts.streams.all().some((other) => other !== stream && other.next === id + 1n && other.next > 2n),
    }),
  },
  {
    id: 'nodedb/duplicates-are-applied',
    violates: 'NDB-051',
    explain: 'A delta below the expected id is applied again.',
    part: 'classifier',
    apply: () => ({ behind: () => false }),
  },
  {
    id: 'nodedb/late-deltas-move-back',
    violates: 'NDB-052',
    explain: 'A late delta sets the expected id back.',
    part: 'classifier',
    apply: (original) => ({
      behind: (stream, id) => {
        if (!original.behind(stream, id)) return false
        stream.next = id + 1n
        return true
      },
    }),
  },
  {
    id: 'nodedb/id-zero-is-a-damaged-delta',
    violates: 'NDB-068',
    explain: 'A delta with id 0 counts as damaged.',
    part: 'classifier',
    apply: (original) => ({
      kind: (stream, delta) => {
        const kind = original.kind(stream, delta)
        return kind === 'zero' ? 'damaged' : kind
      },
    }),
  },
  {
    id: 'nodedb/ids-are-signed',
    violates: 'NDB-069',
    explain: 'Ids are compared as signed numbers.',
    part: 'classifier',
    apply: () => ({
      behind: ({ next }, id) => BigInt.asIntN(64, id) < BigInt.asIntN(64, next),
      ahead: ({ next }, id) => BigInt.asIntN(64, id) > BigInt.asIntN(64, next),
    }),
  },
  {
    id: 'nodedb/first-deltas-are-adopted',
    violates: 'NDB-074',
    explain: 'A first delta above id 1 is taken as the beginning, undeclared.',
    part: 'classifier',
    apply: (_original, parts) => ({
      begins: ({ phase }, delta) => phase === 'fresh' && parts.checksum.good(delta),
    }),
  },
]
