import { mutant } from '../mutant.ts'
import { mended } from './frames.ts'

export const longStringsAreClipped = mutant({
  id: 'nodedb/long-strings-are-clipped',
  violates: 'NDB-030',
  explain: 'A string whose length exceeds the input is read as far as it goes.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) =>
      mended(bytes, original.decode, (retry) => {
        const at = bytes.lastIndexOf(0xdb)
        return at < 5 ? undefined : retry([...bytes.subarray(0, at), 0xa0, ...bytes.subarray(at + 1)])
      }),
  }),
})
