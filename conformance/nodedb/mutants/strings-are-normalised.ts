import { mutant } from '../mutant.ts'
import { retold } from './frames.ts'

export const stringsAreNormalised = mutant({
  id: 'nodedb/strings-are-normalised',
  violates: 'NDB-027',
  explain: 'Collections are trimmed and normalised.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      if (read.message?.type !== 'ResyncRequest') return read
      return retold(read, { ...read.message, collection: read.message.collection.normalize('NFC').trim() })
    },
  }),
})
