import { mutant } from '../mutant.ts'
import { hexOf } from '../reference/codec.ts'
import { mended } from './frames.ts'

export const mismatchIsABareInteger = mutant({
  id: 'nodedb/mismatch-is-a-bare-integer',
  violates: 'NDB-019',
  explain: 'The payload of ChecksumMismatch is read as a bare integer, too.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) =>
      mended(bytes, original.decode, (retry) => {
        const at = hexOf(bytes).indexOf('4d69736d61746368') / 2 + 8
        if (at < 8 || bytes[at] === 0x91) return undefined
        const body = [...bytes.subarray(5, at), 0x91, ...bytes.subarray(at)]
        return retry([0x50, body.length, 0, 0, 0, ...body])
      }),
  }),
})
