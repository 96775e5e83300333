import { mutant } from '../mutant.ts'

export const bodiesArePadded = mutant({
  id: 'nodedb/bodies-are-padded',
  violates: 'NDB-032',
  explain: 'A nil stands behind the value in every body.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) => {
      const encoded = original.encode(message)
      if (encoded.frame === undefined) return encoded
      const frame = Uint8Array.from([...encoded.frame, 0xc0])
      new DataView(frame.buffer).setUint32(1, frame.length - 5, true)
      return { frame }
    },
  }),
})
