import { ValueRefusal } from './refusal.ts'

/** The longest body that is encoded, in bytes: 16 MiB (NDB-010). */
export const MAX_BODY = 16 * 1024 * 1024

const FIRST_CAPACITY = 4096
const UNICODE_SURROGATE = /\p{Surrogate}/u

/** Writes MessagePack values behind room for a header, in their shortest form, as the derived encoders do. Refuses with a `ValueRefusal`. */
export class Writer {
  #bytes = Buffer.allocUnsafe(FIRST_CAPACITY)
  #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length)
  /** Length of the header and what was written behind it. */
  #position = 0
  #header = 0

  /** Forgets what was written and leaves room for a header of that many bytes. */
  start(header: number): void {
    this.#header = header
    this.#position = header
  }

  /** A copy of what was written, behind a header that is still to be filled in. */
  finish(): Uint8Array {
    const copy = new Uint8Array(this.#position)
    copy.set(this.#bytes.subarray(0, this.#position))
    return copy
  }

  nil(): void {
    this.#byte(0xc0)
  }

  boolean(value: boolean): void {
    this.#byte(value ? 0xc3 : 0xc2)
  }

  /** An integer from 0 to 2^53-1 in the shortest unsigned form (NDB-022). */
  unsigned(value: number): void {
    if (value < 0x80) this.#byte(value)
    else if (value < 0x100) this.#marked(0xcc, 1, value)
    else if (value < 0x10000) this.#marked(0xcd, 2, value)
    else if (value < 0x100000000) this.#marked(0xce, 4, value)
    else {
      const at = this.#room(9)
      this.#view.setUint8(at, 0xcf)
      this.#view.setBigUint64(at + 1, BigInt(value))
    }
  }

  /** A canonical decimal u64 in the shortest unsigned form. */
  u64(digits: string): void {
    if (digits.length <= 15) this.unsigned(Number(digits))
    else {
      const at = this.#room(9)
      this.#view.setUint8(at, 0xcf)
      this.#view.setBigUint64(at + 1, BigInt(digits))
    }
  }

  /** A canonical decimal i64: a fixint or the shortest signed marker, also when it is not negative. */
  i64(digits: string): void {
    const value = BigInt(digits)
    if (value >= -32n && value < 128n) this.#byte(Number(value) & 0xff)
    else if (value >= -0x80n && value < 0x80n) this.#marked(0xd0, 1, Number(value) & 0xff)
    else if (value >= -0x8000n && value < 0x8000n) this.#marked(0xd1, 2, Number(value) & 0xffff)
    else if (value >= -0x80000000n && value < 0x80000000n) this.#marked(0xd2, 4, Number(value) >>> 0)
    else {
      const at = this.#room(9)
      this.#view.setUint8(at, 0xd3)
      this.#view.setBigInt64(at + 1, value)
    }
  }

  /** A string with the shortest header, its length in UTF-8 bytes (NDB-026). A lone surrogate is refused (NDB-011). */
  string(text: string): void {
    if (UNICODE_SURROGATE.test(text)) throw new ValueRefusal('well-formed Unicode')
    const length = Buffer.byteLength(text, 'utf8')
    if (length < 32) this.#byte(0xa0 + length)
    else if (length < 0x100) this.#marked(0xd9, 1, length)
    else if (length < 0x10000) this.#marked(0xda, 2, length)
    else this.#marked(0xdb, 4, length)
    const at = this.#room(length)
    this.#bytes.write(text, at, length, 'utf8')
  }

  /** Bytes given as hex, as bin. */
  bin(hex: string): void {
    const length = hex.length / 2
    if (length < 0x100) this.#marked(0xc4, 1, length)
    else if (length < 0x10000) this.#marked(0xc5, 2, length)
    else this.#marked(0xc6, 4, length)
    const at = this.#room(length)
    this.#bytes.write(hex, at, length, 'hex')
  }

  array(count: number): void {
    if (count < 16) this.#byte(0x90 + count)
    else if (count < 0x10000) this.#marked(0xdc, 2, count)
    else this.#marked(0xdd, 4, count)
  }

  map(count: number): void {
    if (count < 16) this.#byte(0x80 + count)
    else if (count < 0x10000) this.#marked(0xde, 2, count)
    else this.#marked(0xdf, 4, count)
  }

  /** Bytes given as hex, without a header. */
  raw(hex: string): void {
    const at = this.#room(hex.length / 2)
    this.#bytes.write(hex, at, hex.length / 2, 'hex')
  }

  #byte(value: number): void {
    const at = this.#room(1)
    this.#bytes[at] = value
  }

  #marked(marker: number, width: 1 | 2 | 4, value: number): void {
    const at = this.#room(1 + width)
    this.#bytes[at] = marker
    if (width === 1) this.#bytes[at + 1] = value
    else if (width === 2) this.#view.setUint16(at + 1, value)
    else this.#view.setUint32(at + 1, value)
  }

  /** Reserves bytes and gives their offset. */
  #room(length: number): number {
    const at = this.#position
    const needed = at + length
    if (needed > this.#bytes.length) this.#grow(needed)
    this.#position = needed
    return at
  }

  #grow(needed: number): void {
    if (needed > this.#header + MAX_BODY)
      throw new ValueRefusal(`a body of at most ${MAX_BODY} bytes`, 'encode-too-large')
    const grown = Buffer.allocUnsafe(Math.min(Math.max(needed, 2 * this.#bytes.length), this.#header + MAX_BODY))
    this.#bytes.copy(grown)
    this.#bytes = grown
    this.#view = new DataView(grown.buffer, grown.byteOffset, grown.length)
  }
}
