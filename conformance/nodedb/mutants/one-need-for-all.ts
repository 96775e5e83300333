import { mutant } from '../mutant.ts'

export const oneNeedForAll = mutant({
  id: 'nodedb/one-need-for-all',
  violates: 'NDB-062',
  explain: 'While one stream asks, no other one does.',
  part: 'needs',
  apply: (original, parts) => ({
    gap: (stream, outcome) => {
      const busy = parts.streams.all().some((other) => other !== stream && other.phase === 'gapped')
      if (busy && stream.phase !== 'gapped') {
        stream.phase = 'gapped'
        stream.need = parts.needs.begun()
      } else original.gap(stream, outcome)
    },
  }),
})
