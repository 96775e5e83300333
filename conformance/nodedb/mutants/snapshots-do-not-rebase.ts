import { mutant } from '../mutant.ts'

export const snapshotsDoNotRebase = mutant({
  id: 'nodedb/snapshots-do-not-rebase',
  violates: 'NDB-066',
  explain: 'A snapshot does not move the expected id.',
  part: 'snapshots',
  apply: (original) => ({
    receive: (stream, watermark, items, outcome) => {
      const { next } = stream
      original.receive(stream, watermark, items, outcome)
      if (stream.phase === 'live') stream.next = next
    },
  }),
})
