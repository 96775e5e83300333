import { mutant } from '../mutant.ts'

export const largeSnapshotsAreInstalledInPart = mutant({
  id: 'nodedb/large-snapshots-are-installed-in-part',
  violates: 'NDB-063',
  explain: 'Of a snapshot the first thousand documents are installed.',
  part: 'snapshots',
  apply: (original) => ({ replace: (stream, items) => original.replace(stream, items.slice(0, 1_000)) }),
})
