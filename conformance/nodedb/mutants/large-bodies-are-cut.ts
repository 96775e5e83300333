import { mutant } from '../mutant.ts'

export const largeBodiesAreCut = mutant({
  id: 'nodedb/large-bodies-are-cut',
  violates: 'NDB-010',
  explain: 'A body that is too large is cut to what fits.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) => {
      const encoded = original.encode(message)
      return encoded.error?.code === 'encode-too-large' ? { frame: Uint8Array.from([0x50, 0, 0, 0, 0]) } : encoded
    },
  }),
})
