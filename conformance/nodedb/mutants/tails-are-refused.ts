import { mutant } from '../mutant.ts'
import { refused } from './frames.ts'

export const tailsAreRefused = mutant({
  id: 'nodedb/tails-are-refused',
  violates: 'NDB-007',
  explain: 'Bytes behind the declared body make the frame invalid.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      return read.message !== undefined && read.consumed < bytes.length ? refused('body-invalid') : read
    },
  }),
})
