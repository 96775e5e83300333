import { mutant } from '../mutant.ts'

export const unwritableMessagesAreEmptyFrames = mutant({
  id: 'nodedb/unwritable-messages-are-empty-frames',
  violates: 'NDB-011',
  explain: 'A message that cannot be encoded is sent as a frame with an empty body.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) => {
      const encoded = original.encode(message)
      return encoded.error?.code === 'encode-range' ? { frame: Uint8Array.from([0x50, 0, 0, 0, 0]) } : encoded
    },
  }),
})
