import { mutant } from '../mutant.ts'

export const snapshotsArriveInPart = mutant({
  id: 'nodedb/snapshots-arrive-in-part',
  violates: 'NDB-064',
  explain: 'The last document of a snapshot is not there yet when it is served.',
  part: 'snapshots',
  apply: (original) => ({
    replace: (stream, items) => original.replace(stream, items.slice(0, Math.max(1, items.length - 1))),
  }),
})
