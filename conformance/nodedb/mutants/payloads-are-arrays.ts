import { encodeFrame } from '../../../spec/nodedb/codec.ts'
import { mutant } from '../mutant.ts'

export const payloadsAreArrays = mutant({
  id: 'nodedb/payloads-are-arrays',
  violates: 'NDB-038',
  explain: 'The payload of a delta is an array of integers.',
  part: 'codec',
  apply: (_original, parts) => ({
    encode: (message) => encodeFrame(message, { ...parts.settings.dialect(), bytesAs: 'intArray' }),
  }),
})
