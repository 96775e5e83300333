import { mutant } from '../mutant.ts'

export const damagedDeltasCrash = mutant({
  id: 'nodedb/damaged-deltas-crash',
  violates: 'NDB-033',
  explain: 'A delta that cannot be read is an unhandled exception.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      if (read.error?.code === 'body-invalid' && bytes[0] === 0x10) throw new Error(read.error.message)
      return read
    },
  }),
})
