import { mutant } from '../mutant.ts'
import { mended } from './frames.ts'

export const oneIsTrue = mutant({
  id: 'nodedb/one-is-true',
  violates: 'NDB-021',
  explain: 'A throttle with 1 or 0 for its boolean is read.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) =>
      mended(bytes, original.decode, (retry) =>
        bytes[0] === 0x52 && (bytes[6] as number) <= 1
          ? retry([...bytes.subarray(0, 6), 0xc2 + (bytes[6] as number), ...bytes.subarray(7)])
          : undefined,
      ),
  }),
})
