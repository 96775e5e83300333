import { mutant } from '../mutant.ts'

export const snapshotsClearOtherCollections = mutant({
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
})
