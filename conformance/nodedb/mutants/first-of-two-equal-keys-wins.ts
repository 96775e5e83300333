import { mutant } from '../mutant.ts'

export const firstOfTwoEqualKeysWins = mutant({
  id: 'nodedb/first-of-two-equal-keys-wins',
  violates: 'NDB-036',
  explain: 'Of a key that a map has twice the first value counts.',
  part: 'codec',
  apply: (original) => ({
    decode: (bytes) => {
      const read = original.decode(bytes)
      const hex = Buffer.from(bytes).toString('hex')
      // A map of two pairs whose key "a" comes twice, with the values 1 and 2.
      return read.message !== undefined && hex.includes('82a16101a16102')
        ? original.decode(Buffer.from(hex.replace('82a16101a16102', '82a16101a16101'), 'hex'))
        : read
    },
  }),
})
