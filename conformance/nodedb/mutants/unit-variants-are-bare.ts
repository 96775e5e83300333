import { decodeFrame, encodeFrame } from '../../../spec/nodedb/codec.ts'
import { mutant } from '../mutant.ts'

export const unitVariantsAreBare = mutant({
  id: 'nodedb/unit-variants-are-bare',
  violates: 'NDB-020',
  explain: 'A dependency was upgraded, and variants without members lost their payload.',
  part: 'codec',
  apply: (_original, parts) => ({
    encode: (message) => encodeFrame(message, { ...parts.settings.dialect(), unitVariant: 'bare' }),
    decode: (bytes) => decodeFrame(bytes, { ...parts.settings.dialect(), unitVariant: 'bare' }),
  }),
})
