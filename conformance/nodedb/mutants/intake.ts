import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Deltas that arrive and become the wrong thing. */
export const intakeMutants: readonly Mutant<Parts, 'intake'>[] = [
  {
    id: 'nodedb/gaps-are-not-asked',
    violates: 'NDB-041',
    explain: 'A gap is noticed and not asked for.',
    part: 'intake',
    apply: () => ({
      ahead: (stream, delta) => {
        stream.until = delta.id
      },
    }),
  },
  {
    id: 'nodedb/divergence-is-ignored',
    violates: 'NDB-049',
    explain: 'Divergence is ignored.',
    part: 'intake',
    apply: () => ({ diverged: () => undefined }),
  },
  {
    id: 'nodedb/divergence-is-ignored-when-fresh',
    violates: 'NDB-049',
    explain: 'Divergence is ignored on a fresh stream.',
    part: 'intake',
    apply: (original) => ({
      diverged: (stream, outcome) => {
        if (stream.phase !== 'fresh') original.diverged(stream, outcome)
      },
    }),
  },
  {
    id: 'nodedb/gaps-are-jumped',
    violates: 'NDB-053',
    explain: 'After a gap the stream goes on behind what arrived.',
    part: 'intake',
    apply: (original) => ({
      ahead: (stream, delta, outcome) => {
        original.ahead(stream, delta, outcome)
        stream.next = delta.id + 1n
      },
    }),
  },
  {
    id: 'nodedb/deltas-are-applied-while-rebuilding',
    violates: 'NDB-065',
    explain: 'Deltas are applied while everything is asked for.',
    part: 'intake',
    apply: (original, parts) => ({
      withheld: (stream, delta, outcome) => {
        if (delta.id === stream.next && parts.checksum.good(delta)) parts.applier.apply(stream, delta, outcome)
        else original.withheld(stream, delta, outcome)
      },
    }),
  },
  {
    id: 'nodedb/damage-never-escalates',
    violates: 'NDB-070',
    explain: 'Any number of bad copies is asked for again one by one.',
    part: 'intake',
    apply: (original) => ({
      damaged: (stream, outcome) => {
        stream.bad = Math.min(stream.bad, 1)
        original.damaged(stream, outcome)
      },
    }),
  },
  {
    id: 'nodedb/damage-escalates-early',
    violates: 'NDB-070',
    explain: 'The second bad copy already asks for everything.',
    part: 'intake',
    apply: (original) => ({
      damaged: (stream, outcome) => {
        if (stream.bad === 1) stream.bad = 2
        original.damaged(stream, outcome)
      },
    }),
  },
  {
    id: 'nodedb/damage-ahead-is-asked-twice',
    violates: 'NDB-071',
    explain: 'A damaged delta ahead of a gap is asked for beside the gap.',
    part: 'intake',
    apply: (original, parts) => ({
      ahead: (stream, delta, outcome) => {
        original.ahead(stream, delta, outcome)
        if (!parts.checksum.good(delta)) parts.needs.ask(stream, outcome)
      },
    }),
  },
  {
    id: 'nodedb/late-deltas-do-not-fill-gaps',
    violates: 'NDB-115',
    explain: 'A late delta that fills a gap is dropped.',
    part: 'intake',
    apply: (original) => ({
      expected: (stream, delta, outcome) => {
        if (stream.phase !== 'gapped' || stream.need === undefined || stream.need.attempts > 0)
          original.expected(stream, delta, outcome)
      },
    }),
  },
  {
    id: 'nodedb/the-last-64-ids-are-known',
    violates: 'NDB-051',
    explain: 'Only the last 64 ids are known as duplicates.',
    part: 'intake',
    apply: (original) => ({
      receive: (stream, delta, outcome) => {
        const forgotten = delta.id > 0n && delta.id + 64n < stream.next && stream.phase === 'live'
        if (!forgotten) return original.receive(stream, delta, outcome)
        outcome.applied.push({ peer: stream.peer, collection: stream.collection, mutation_id: `${delta.id}` })
      },
    }),
  },
  {
    id: 'nodedb/wide-gaps-are-new-streams',
    violates: 'NDB-053',
    explain: 'Where more than 256 deltas are missing, the stream is taken to have begun anew.',
    part: 'intake',
    apply: (original) => ({
      ahead: (stream, delta, outcome) => {
        if (delta.id - stream.next <= 256n) return original.ahead(stream, delta, outcome)
        stream.next = delta.id
        return original.expected(stream, delta, outcome)
      },
    }),
  },
]
