import { mutant } from '../mutant.ts'
import { mended } from './frames.ts'

export const invalidTextIsReplaced = mutant({
  id: 'nodedb/invalid-text-is-replaced',
  violates: 'NDB-028',
  explain: 'Bytes that are not UTF-8 are replaced by question marks.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) =>
      mended(bytes, original.decode, (retry) =>
        retry(bytes.map((byte, at) => (at > 28 && byte >= 0x80 && at >= bytes.length - 4 ? 0x3f : byte))),
      ),
  }),
})
