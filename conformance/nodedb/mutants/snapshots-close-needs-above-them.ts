import { mutant } from '../mutant.ts'

export const snapshotsCloseNeedsAboveThem = mutant({
  id: 'nodedb/snapshots-close-needs-above-them',
  violates: 'NDB-061',
  explain: 'A snapshot closes the need although ids above it are missing.',
  part: 'snapshots',
  apply: (original) => ({
    receive: (stream, watermark, items, outcome) => {
      original.receive(stream, watermark, items, outcome)
      if (outcome.refused !== undefined || stream.phase !== 'gapped') return
      stream.phase = 'live'
      stream.until = 0n
      stream.need = undefined
    },
  }),
})
