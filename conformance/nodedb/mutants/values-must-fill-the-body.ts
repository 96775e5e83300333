import { mutant } from '../mutant.ts'
import { refused } from './frames.ts'

export const valuesMustFillTheBody = mutant({
  id: 'nodedb/values-must-fill-the-body',
  violates: 'NDB-031',
  explain: 'Bytes behind the value inside the body are refused.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      return read.message !== undefined && read.unread > 0 ? refused('body-invalid') : read
    },
  }),
})
