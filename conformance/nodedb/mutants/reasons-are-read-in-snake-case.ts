import { mutant } from '../mutant.ts'
import { bytesOf, hexOf } from '../reference/codec.ts'
import { mended } from './frames.ts'

export const reasonsAreReadInSnakeCase = mutant({
  id: 'nodedb/reasons-are-read-in-snake-case',
  violates: 'NDB-017',
  explain: 'A reason is read whatever the case of its name.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) =>
      mended(bytes, original.decode, (retry) => {
        const hex = hexOf(bytes).slice(10)
        const spelled = hex
          .replace('ac73657175656e63655f676170', 'ab53657175656e6365476170')
          .replace('ab73657175656e6365676170', 'ab53657175656e6365476170')
        const body = bytesOf(spelled)
        return spelled === hex ? undefined : retry([0x50, body.length, 0, 0, 0, ...body])
      }),
  }),
})
