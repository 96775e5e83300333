import { mutant } from '../mutant.ts'
import { mended } from './frames.ts'

export const bodiesChooseTheirType = mutant({
  id: 'nodedb/bodies-choose-their-type',
  violates: 'NDB-012',
  explain: 'A throttle body under the type of a ResyncRequest is read as a throttle.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) =>
      mended(bytes, original.decode, (retry) => (bytes[0] === 0x50 ? retry([0x52, ...bytes.subarray(1)]) : undefined)),
  }),
})
