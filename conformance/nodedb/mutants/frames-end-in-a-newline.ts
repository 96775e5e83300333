import { mutant } from '../mutant.ts'

export const framesEndInANewline = mutant({
  id: 'nodedb/frames-end-in-a-newline',
  violates: 'NDB-008',
  explain: 'A newline stands behind every frame.',
  part: 'codec',
  apply: (original) => ({
    encode: (message) => {
      const encoded = original.encode(message)
      return encoded.frame === undefined ? encoded : { frame: Uint8Array.from([...encoded.frame, 0x0a]) }
    },
  }),
})
