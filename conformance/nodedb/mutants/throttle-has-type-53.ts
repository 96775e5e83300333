import { mutant } from '../mutant.ts'
import { patched } from './frames.ts'

export const throttleHasType53 = mutant({
  id: 'nodedb/throttle-has-type-53',
  violates: 'NDB-003',
  explain: 'A Throttle has type 0x53.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) =>
      patched(original.encode(message), (frame) => {
        if (frame[0] === 0x52) frame[0] = 0x53
      }),
  }),
})
