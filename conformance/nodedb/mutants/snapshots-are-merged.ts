import { mutant } from '../mutant.ts'

export const snapshotsAreMerged = mutant({
  id: 'nodedb/snapshots-are-merged',
  violates: 'NDB-063',
  explain: 'A snapshot is merged into the state instead of replacing it.',
  part: 'snapshots',
  apply: () => ({
    replace: (stream, items) => {
      for (const { document_id, payload } of items) stream.documents.set(document_id, payload)
    },
  }),
})
