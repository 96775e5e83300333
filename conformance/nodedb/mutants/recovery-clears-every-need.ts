import { mutant } from '../mutant.ts'

export const recoveryClearsEveryNeed = mutant({
  id: 'nodedb/recovery-clears-every-need',
  violates: 'NDB-062',
  explain: 'The recovery of one stream clears the needs of all.',
  part: 'needs',
  apply: (original, parts) => ({
    settle: (stream) => {
      original.settle(stream)
      if (stream.phase === 'live') for (const other of parts.streams.all()) other.need = undefined
    },
  }),
})
