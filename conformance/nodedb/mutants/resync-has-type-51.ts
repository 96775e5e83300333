import { mutant } from '../mutant.ts'
import { patched } from './frames.ts'

export const resyncHasType51 = mutant({
  id: 'nodedb/resync-has-type-51',
  violates: 'NDB-002',
  explain: 'A ResyncRequest has type 0x51.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) =>
      patched(original.encode(message), (frame) => {
        if (frame[0] === 0x50) frame[0] = 0x51
      }),
  }),
})
