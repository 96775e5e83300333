import { mutant } from '../mutant.ts'

export const stringsHaveLongHeaders = mutant({
  id: 'nodedb/strings-have-long-headers',
  violates: 'NDB-026',
  explain: 'A string of 31 bytes is written with the header of 32.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) => {
      const encoded = original.encode(message)
      const { collection } = message as { readonly collection?: string }
      if (encoded.frame?.[0] !== 0x50 || collection === undefined || Buffer.byteLength(collection) !== 31)
        return encoded
      const at = encoded.frame.length - 32
      const frame = Uint8Array.from([...encoded.frame.subarray(0, at), 0xd9, 31, ...encoded.frame.subarray(at + 1)])
      frame[1] = (frame[1] as number) + 1
      return { frame }
    },
  }),
})
