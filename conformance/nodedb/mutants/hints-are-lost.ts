import { mutant } from '../mutant.ts'
import { retold } from './frames.ts'

export const hintsAreLost = mutant({
  id: 'nodedb/hints-are-lost',
  violates: 'NDB-034',
  explain: 'The hint of a DeltaReject is lost on reading.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      if (read.message?.type !== 'DeltaReject') return read
      const { compensation: _, ...message } = read.message
      return retold(read, message)
    },
  }),
})
