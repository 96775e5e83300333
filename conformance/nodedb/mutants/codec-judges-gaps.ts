import { mutant } from '../mutant.ts'
import { refused } from './frames.ts'

export const codecJudgesGaps = mutant({
  id: 'nodedb/codec-judges-gaps',
  violates: 'NDB-037',
  explain: 'A gap whose expected id is not below the received one is refused on reading.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      if (read.message?.type !== 'ResyncRequest' || read.message.reason.kind !== 'SequenceGap') return read
      const { expected, received } = read.message.reason
      return BigInt(expected) >= BigInt(received) ? refused('body-invalid') : read
    },
  }),
})
