import { mutant } from '../mutant.ts'

export const snapshotsHaveARowCap = mutant({
  id: 'nodedb/snapshots-have-a-row-cap',
  violates: 'NDB-091',
  explain: 'A snapshot is cut at 10000 rows.',
  part: 'pusher',
  apply: (original) => ({
    snapshot: (collection) => {
      const item = original.snapshot(collection)
      return item?.kind === 'snapshot' ? { ...item, items: item.items.slice(0, 10_000) } : item
    },
  }),
})
