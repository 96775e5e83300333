import { mutant } from '../mutant.ts'
import { mended } from './frames.ts'

export const nilIsAllCollections = mutant({
  id: 'nodedb/nil-is-all-collections',
  violates: 'NDB-029',
  explain: 'Nil is read as the empty collection.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) =>
      mended(bytes, original.decode, (retry) =>
        bytes[bytes.length - 1] === 0xc0 ? retry([...bytes.subarray(0, -1), 0xa0]) : undefined,
      ),
  }),
})
