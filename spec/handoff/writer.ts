import { refuseValue } from './refusal.ts'

const FIRST_CAPACITY = 4096
const SURROGATE = /\p{Surrogate}/u

/**
 * Writes postcard values. It counts whatever it is given and keeps no more than `limit` bytes, so that what is too large is told
 * with its exact length (HOF-016). Refuses with a `ValueRefusal`.
 */
export class Writer {
  #bytes: Buffer
  /** Bytes written, kept or not. */
  length = 0

  constructor(readonly limit: number) {
    this.#bytes = Buffer.allocUnsafe(Math.min(FIRST_CAPACITY, limit))
  }

  /** A copy of what was written; only if it is no longer than the limit. */
  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes.subarray(0, this.length))
  }

  boolean(value: boolean): void {
    this.#byte(value ? 1 : 0)
  }

  /** An integer from 0 to 2^53-1 as the shortest varint (HOF-005). */
  unsigned(value: number): void {
    let rest = value
    for (; rest >= 0x80; rest = Math.floor(rest / 128)) this.#byte((rest % 128) | 0x80)
    this.#byte(rest)
  }

  /** A canonical decimal u64 as the shortest varint. */
  u64(digits: string): void {
    if (digits.length <= 15) {
      this.unsigned(Number(digits))
      return
    }
    let rest = BigInt(digits)
    for (; rest >= 0x80n; rest >>= 7n) this.#byte(Number(rest & 0x7fn) | 0x80)
    this.#byte(Number(rest))
  }

  /** Bytes given as hex, without a count. */
  hex(hex: string): void {
    const at = this.#room(hex.length / 2)
    if (at !== undefined) this.#bytes.write(hex, at, 'hex')
  }

  /** A string behind the count of its UTF-8 bytes. A lone surrogate is refused. */
  text(text: string): void {
    if (SURROGATE.test(text)) refuseValue('well-formed Unicode')
    const length = Buffer.byteLength(text, 'utf8')
    this.unsigned(length)
    const at = this.#room(length)
    if (at !== undefined) this.#bytes.write(text, at, 'utf8')
  }

  #byte(value: number): void {
    const at = this.#room(1)
    if (at !== undefined) this.#bytes[at] = value
  }

  /** Reserves bytes and gives their offset, or undefined above the limit. */
  #room(length: number): number | undefined {
    const at = this.length
    this.length += length
    if (this.length > this.limit) return undefined
    if (this.length > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.min(this.limit, Math.max(this.length, 2 * this.#bytes.length)))
      this.#bytes.copy(grown)
      this.#bytes = grown
    }
    return at
  }
}
