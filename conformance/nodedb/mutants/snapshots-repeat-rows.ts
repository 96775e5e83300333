import { mutant } from '../mutant.ts'

export const snapshotsRepeatRows = mutant({
  id: 'nodedb/snapshots-repeat-rows',
  violates: 'NDB-091',
  explain: 'Behind its first page a snapshot has the last row again and again.',
  part: 'pusher',
  apply: (original) => ({
    snapshot: (collection) => {
      const item = original.snapshot(collection)
      if (item?.kind !== 'snapshot') return item
      const { items } = item
      return { ...item, items: items.map((row, at) => (at < 5_000 ? row : (items[4_999] ?? row))) }
    },
  }),
})
