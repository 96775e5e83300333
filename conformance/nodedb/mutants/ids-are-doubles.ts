import { mutant } from '../mutant.ts'
import { retold } from './frames.ts'

export const idsAreDoubles = mutant({
  id: 'nodedb/ids-are-doubles',
  violates: 'NDB-025',
  explain: 'Ids are read as doubles.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      if (read.message?.type !== 'ResyncRequest') return read
      const id = BigInt.asUintN(64, BigInt(Number(read.message.from_mutation_id)))
      return retold(read, { ...read.message, from_mutation_id: `${id}` })
    },
  }),
})
