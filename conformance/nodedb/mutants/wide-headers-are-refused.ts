import { mutant } from '../mutant.ts'
import { refused } from './frames.ts'

export const wideHeadersAreRefused = mutant({
  id: 'nodedb/wide-headers-are-refused',
  violates: 'NDB-023',
  explain: 'Integers and strings in wider headers than needed are refused.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      if (read.message === undefined || read.unread > 0) return read
      const again = original.encode(read.message)
      return again.frame !== undefined && again.frame.length < read.consumed ? refused('body-invalid') : read
    },
  }),
})
