import { mutant } from '../mutant.ts'
import { mended } from './frames.ts'

export const signedIntegersAreRead = mutant({
  id: 'nodedb/signed-integers-are-read',
  violates: 'NDB-024',
  explain: 'A signed marker is read where an unsigned integer is due.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) =>
      mended(bytes, original.decode, (retry) => {
        const at = bytes.findIndex((byte) => byte === 0xd0 || byte === 0xd3)
        return at < 5 ? undefined : retry(bytes.map((byte, index) => (index === at ? byte - 4 : byte)))
      }),
  }),
})
