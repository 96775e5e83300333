import fc from 'fast-check'
import { expect, it } from 'vitest'
import { crc32c } from './crc32c.ts'

it.each([
  ['', 0x00000000],
  ['61', 0xc1d04330],
  ['313233343536373839', 0xe3069283],
  ['deadbeef', 0xf1dc778e],
  ['00'.repeat(32), 0x8a9136aa],
  ['ff'.repeat(32), 0x62a8ab43],
  [Array.from({ length: 32 }, (_, byte) => byte.toString(16).padStart(2, '0')).join(''), 0x46dd794e],
])('has the published check value of %s', (hex, expected) => {
  expect(crc32c(Buffer.from(hex, 'hex'))).toBe(expected)
})

it('is 0 for some payloads that are not empty, so that 0 as "not computed" hides them', () => {
  expect(crc32c(Buffer.from('ab9be09b', 'hex'))).toBe(0)
})

it('equals the definition bit by bit, at every length and alignment', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(8), (bytes, offset) => {
      const shifted = bytes.subarray(Math.min(offset, bytes.length))
      let remainder = 0xffffffff
      for (const byte of shifted) {
        remainder ^= byte
        for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0x82f63b78 : 0)
      }
      expect(crc32c(shifted)).toBe(~remainder >>> 0)
    }),
  )
})
