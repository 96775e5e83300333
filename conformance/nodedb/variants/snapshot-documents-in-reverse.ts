import { variant } from '../mutant.ts'

export const snapshotDocumentsInReverse = variant({
  id: 'nodedb/snapshot-documents-in-reverse',
  explain: 'The documents of a snapshot come in reverse.',
  part: 'pusher',
  apply: (original) => ({
    snapshot: (collection) => {
      const item = original.snapshot(collection)
      return item?.kind === 'snapshot' ? { ...item, items: [...item.items].reverse() } : item
    },
  }),
})
