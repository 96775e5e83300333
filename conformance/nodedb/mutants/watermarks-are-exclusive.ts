import { mutant } from '../mutant.ts'

export const watermarksAreExclusive = mutant({
  id: 'nodedb/watermarks-are-exclusive',
  violates: 'NDB-066',
  explain: 'The delta at the watermark is applied again.',
  part: 'snapshots',
  apply: (original) => ({
    receive: (stream, watermark, items, outcome) => {
      original.receive(stream, watermark, items, outcome)
      if (stream.phase === 'live' && watermark > 0n && stream.next === watermark + 1n) stream.next = watermark
    },
  }),
})
