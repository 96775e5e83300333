import { decodeFrame } from '../../../spec/nodedb/codec.ts'
import { mutant } from '../mutant.ts'
import { retold } from './frames.ts'

export const fourMembersAreHalfRead = mutant({
  id: 'nodedb/four-members-are-half-read',
  violates: 'NDB-040',
  explain: 'A ResyncRequest of a later dialect is read without its last member.',
  part: 'codec',
  apply: (original, parts) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      if (read.error?.code !== 'body-invalid' || bytes[0] !== 0x50) return read
      const later = decodeFrame(bytes, { ...parts.settings.dialect(), resyncFields: 4 })
      if (later.message?.type !== 'ResyncRequest') return read
      const { shape_id: _, ...message } = later.message
      return retold(later, message)
    },
  }),
})
