import { widened } from '../checks/mutated-frames.ts'
import { mutant } from '../mutant.ts'

export const integersAreWrittenWide = mutant({
  id: 'nodedb/integers-are-written-wide',
  violates: 'NDB-022',
  explain: 'Integers of a throttle are written with 32 bits.',
  part: 'codec',
  apply: (original, parts) => ({
    encode: (message) => {
      const encoded = original.encode(message)
      return encoded.frame?.[0] === 0x52 ? { frame: widened(encoded.frame, parts.settings.dialect()) } : encoded
    },
  }),
})
