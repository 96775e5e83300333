/** "expand 32-byte k", as four little-endian words. */
const CONSTANTS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]

/** The subkey (32 bytes) of XChaCha20 for a key (32 bytes) and the first 16 bytes of the nonce. */
export function hchacha20(key: Uint8Array, nonce: Uint8Array): Uint8Array {
  const words = Uint32Array.from([...CONSTANTS, ...wordsOf(key), ...wordsOf(nonce)])
  for (let round = 0; round < 10; round++) {
    for (let column = 0; column < 4; column++) quarter(words, column, column + 4, column + 8, column + 12)
    for (let column = 0; column < 4; column++)
      quarter(words, column, 4 + ((column + 1) % 4), 8 + ((column + 2) % 4), 12 + ((column + 3) % 4))
  }
  const subkey = Buffer.alloc(32)
  for (let at = 0; at < 4; at++) {
    subkey.writeUInt32LE(words[at] as number, 4 * at)
    subkey.writeUInt32LE(words[12 + at] as number, 16 + 4 * at)
  }
  return subkey
}

function wordsOf(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: bytes.length / 4 }, (_, at) => view.getUint32(4 * at, true))
}

function quarter(words: Uint32Array, a: number, b: number, c: number, d: number): void {
  const mix = (to: number, add: number, turned: number, by: number): void => {
    words[to] = (words[to] as number) + (words[add] as number)
    const word = (words[turned] as number) ^ (words[to] as number)
    words[turned] = (word << by) | (word >>> (32 - by))
  }
  mix(a, b, d, 16)
  mix(c, d, b, 12)
  mix(a, b, d, 8)
  mix(c, d, b, 7)
}
