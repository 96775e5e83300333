import { mutant } from '../mutant.ts'

export const snapshotsLagBehindTheirWatermark = mutant({
  id: 'nodedb/snapshots-lag-behind-their-watermark',
  violates: 'NDB-089',
  explain: 'The watermark of a snapshot is read after its documents.',
  part: 'pusher',
  apply: (original, parts) => ({
    snapshot: (collection) => {
      const item = original.snapshot(collection)
      if (item?.kind !== 'snapshot' || item.watermark === '0') return item
      const documents = parts.log.documents(collection, BigInt(item.watermark) - 1n)
      return { ...item, items: [...documents].map(([document_id, payload]) => ({ document_id, payload })) }
    },
  }),
})
