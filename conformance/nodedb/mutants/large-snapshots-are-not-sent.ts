import { mutant } from '../mutant.ts'

export const largeSnapshotsAreNotSent = mutant({
  id: 'nodedb/large-snapshots-are-not-sent',
  violates: 'NDB-091',
  explain: 'A snapshot of more than 10000 documents is given up.',
  part: 'pusher',
  apply: (original) => ({
    snapshot: (collection) => {
      const item = original.snapshot(collection)
      return item?.kind === 'snapshot' && item.items.length > 10_000 ? undefined : item
    },
  }),
})
