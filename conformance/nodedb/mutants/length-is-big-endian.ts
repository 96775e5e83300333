import { mutant } from '../mutant.ts'
import { patched } from './frames.ts'

export const lengthIsBigEndian = mutant({
  id: 'nodedb/length-is-big-endian',
  violates: 'NDB-001',
  explain: 'The length is written big-endian.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) => patched(original.encode(message), (frame) => frame.subarray(1, 5).reverse()),
  }),
})
