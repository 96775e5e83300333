import { mutant } from '../mutant.ts'

export const declaredLengthsAreClipped = mutant({
  id: 'nodedb/declared-lengths-are-clipped',
  violates: 'NDB-006',
  explain: 'A declared length beyond the input is clipped to it.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      if (read.error?.code !== 'frame-truncated') return read
      const clipped = Uint8Array.from(bytes)
      new DataView(clipped.buffer).setUint32(1, bytes.length - 5, true)
      return original.decode(clipped)
    },
  }),
})
