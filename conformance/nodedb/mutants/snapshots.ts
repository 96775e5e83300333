import type { Mutant } from '../../kit/mutation/mutant.ts'
import type { Parts } from '../reference/parts.ts'

/** Snapshots that become the wrong thing. */
export const snapshotsMutants: readonly Mutant<Parts, 'snapshots'>[] = [
  {
    id: 'nodedb/snapshots-close-needs-above-them',
    violates: 'NDB-061',
    explain: 'A snapshot closes the need although ids above it are missing.',
    part: 'snapshots',
    apply: (original) => ({
      receive: (stream, watermark, items, outcome) => {
        original.receive(stream, watermark, items, outcome)
        if (outcome.refused !== undefined || stream.phase !== 'gapped') return
        stream.phase = 'live'
        stream.until = 0n
        stream.need = undefined
      },
    }),
  },
  {
    id: 'nodedb/snapshots-are-merged',
    violates: 'NDB-063',
    explain: 'A snapshot is merged into the state instead of replacing it.',
    part: 'snapshots',
    apply: () => ({
      replace: (stream, items) => {
        for (const { document_id, payload } of items) stream.documents.set(document_id, payload)
      },
    }),
  },
  {
    id: 'nodedb/snapshots-arrive-in-part',
    violates: 'NDB-064',
    explain: 'The last document of a snapshot is not there yet when it is served.',
    part: 'snapshots',
    apply: (original) => ({
      replace: (stream, items) => original.replace(stream, items.slice(0, Math.max(1, items.length - 1))),
    }),
  },
  {
    id: 'nodedb/snapshots-do-not-rebase',
    violates: 'NDB-066',
    explain: 'A snapshot does not move the expected id.',
    part: 'snapshots',
    apply: (original) => ({
      receive: (stream, watermark, items, outcome) => {
        const { next } = stream
        original.receive(stream, watermark, items, outcome)
        if (stream.phase === 'live') stream.next = next
      },
    }),
  },
  {
    id: 'nodedb/watermarks-are-exclusive',
    violates: 'NDB-066',
    explain: 'The delta at the watermark is applied again.',
    part: 'snapshots',
    apply: (original) => ({
      receive: (stream, watermark, items, outcome) => {
        original.receive(stream, watermark, items, outcome)
        if (stream.phase === 'live' && watermark > 0n && stream.next === watermark + 1n) stream.next = watermark
      },
    }),
  },
  {
    id: 'nodedb/stale-snapshots-are-taken',
    violates: 'NDB-067',
    explain: 'A snapshot older than the state is taken.',
    part: 'snapshots',
    apply: () => ({ stale: () => false }),
  },
  {
    id: 'nodedb/level-snapshots-are-refused',
    violates: 'NDB-067',
    explain: 'A snapshot as old as the state is refused.',
    part: 'snapshots',
    apply: () => ({
      stale: ({ phase, next }, watermark) => phase !== 'rebuilding' && watermark <= next - 1n && watermark > 0n,
    }),
  },
  {
    id: 'nodedb/snapshots-clear-other-collections',
    violates: 'NDB-073',
    explain: 'A snapshot clears the other collections of the peer.',
    part: 'snapshots',
    apply: (original, parts) => ({
      replace: (stream, items) => {
        original.replace(stream, items)
        for (const other of parts.streams.all()) if (other !== stream) other.documents.clear()
      },
    }),
  },
  {
    id: 'nodedb/large-snapshots-are-installed-in-part',
    violates: 'NDB-063',
    explain: 'Of a snapshot the first thousand documents are installed.',
    part: 'snapshots',
    apply: (original) => ({ replace: (stream, items) => original.replace(stream, items.slice(0, 1_000)) }),
  },
]
