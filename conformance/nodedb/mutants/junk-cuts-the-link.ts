import { mutant } from '../mutant.ts'

export const junkCutsTheLink = mutant({
  id: 'nodedb/junk-cuts-the-link',
  violates: 'NDB-072',
  explain: 'A frame that does not decode ends the session.',
  part: 'codec',
  apply: (original, parts) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      if (read.error !== undefined) parts.streams.connect('1', false)
      return read
    },
  }),
})
