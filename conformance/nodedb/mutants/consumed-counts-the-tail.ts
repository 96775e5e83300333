import { mutant } from '../mutant.ts'

export const consumedCountsTheTail = mutant({
  id: 'nodedb/consumed-counts-the-tail',
  violates: 'NDB-007',
  explain: 'The number of bytes consumed counts those behind the frame.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      return read.message === undefined ? read : { ...read, consumed: bytes.length }
    },
  }),
})
