const U64 = /^(?:0|[1-9][0-9]{0,19})$/
const U64_MAX = '18446744073709551615'
const I64 = /^(?:0|-?[1-9][0-9]{0,18})$/
const HEX = /^(?:[0-9a-f]{2})*$/
const LONE_SURROGATE = /\p{Surrogate}/u

/** Most bytes of UTF-8 in an identifier. */
export const MAX_IDENTIFIER_BYTES = 4096

/** String formats of the schemas under spec/. A string that has any of them is well-formed Unicode. */
export const formats = {
  /** An unsigned 64-bit integer in canonical decimal form: no sign, no leading zero, at most 2^64-1. */
  u64: (text: string): boolean => U64.test(text) && (text.length < U64_MAX.length || text <= U64_MAX),

  /** A signed 64-bit integer in canonical decimal form: no plus sign, no leading zero, no -0, from -2^63 to 2^63-1. */
  i64: (text: string): boolean => I64.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text),

  /** At most 4096 bytes of UTF-8, no lone surrogate. */
  'utf8-4096': (text: string): boolean =>
    text.length <= MAX_IDENTIFIER_BYTES &&
    Buffer.byteLength(text, 'utf8') <= MAX_IDENTIFIER_BYTES &&
    !LONE_SURROGATE.test(text),

  /** Bytes as lower-case hex, two digits each; possibly none. */
  hex: (text: string): boolean => HEX.test(text),
}
