import { mutant } from '../mutant.ts'
import { mended } from './frames.ts'

export const longerStructsAreRead = mutant({
  id: 'nodedb/longer-structs-are-read',
  violates: 'NDB-013',
  explain: 'A struct with one member too many is read without it.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) =>
      mended(bytes, original.decode, (retry) =>
        bytes[5] === 0x94 ? retry([...bytes.subarray(0, 5), 0x93, ...bytes.subarray(6)]) : undefined,
      ),
  }),
})
