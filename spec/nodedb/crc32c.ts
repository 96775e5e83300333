/** Castagnoli polynomial, bits reversed. */
const POLYNOMIAL = 0x82f63b78

/** Eight tables of 256 remainders: `TABLES[256 * k + b]` is the remainder of byte b followed by k zero bytes. */
const TABLES: Int32Array = (() => {
  const tables = new Int32Array(8 * 256)
  for (let byte = 0; byte < 256; byte++) {
    let remainder = byte
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1
    tables[byte] = remainder
  }
  for (let index = 256; index < tables.length; index++) {
    const before = tables[index - 256] as number
    tables[index] = (before >>> 8) ^ (tables[before & 0xff] as number)
  }
  return tables
})()

/**
 * CRC32C of bytes (Castagnoli, reflected, initial value and final xor all ones), 0 to 2^32-1; of nothing it is 0 (NDB-039).
 * Eight bytes a step ("slicing by 8").
 */
export function crc32c(bytes: Uint8Array): number {
  const T = TABLES
  const length = bytes.length
  let crc = -1
  let at = 0
  for (const end = length - 7; at < end; at += 8) {
    crc ^= b(bytes, at) | (b(bytes, at + 1) << 8) | (b(bytes, at + 2) << 16) | (b(bytes, at + 3) << 24)
    crc =
      (T[1792 + (crc & 0xff)] as number) ^
      (T[1536 + ((crc >>> 8) & 0xff)] as number) ^
      (T[1280 + ((crc >>> 16) & 0xff)] as number) ^
      (T[1024 + (crc >>> 24)] as number) ^
      (T[768 + b(bytes, at + 4)] as number) ^
      (T[512 + b(bytes, at + 5)] as number) ^
      (T[256 + b(bytes, at + 6)] as number) ^
      (T[b(bytes, at + 7)] as number)
  }
  for (; at < length; at++) crc = (crc >>> 8) ^ (T[(crc ^ b(bytes, at)) & 0xff] as number)
  return ~crc >>> 0
}

function b(bytes: Uint8Array, at: number): number {
  return bytes[at] as number
}
