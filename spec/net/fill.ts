/**
 * Bytes made from a seed (u32), for states too large for a line: byte i is the highest 8 bits of seed + i * 2654435761 modulo 2^32.
 */
export function filled(length: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let word = seed >>> 0
  for (let at = 0; at < length; at++) {
    bytes[at] = word >>> 24
    word = (word + 2_654_435_761) >>> 0
  }
  return bytes
}
