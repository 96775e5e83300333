import { mutant } from '../mutant.ts'

export const failedSnapshotsAreEmpty = mutant({
  id: 'nodedb/failed-snapshots-are-empty',
  violates: 'NDB-090',
  explain: 'A snapshot that cannot be produced is sent empty.',
  part: 'pusher',
  apply: (original, parts) => ({
    snapshot: (collection) =>
      original.snapshot(collection) ?? {
        kind: 'snapshot',
        collection,
        watermark: parts.log.head(collection).toString(),
        items: [],
      },
  }),
})
