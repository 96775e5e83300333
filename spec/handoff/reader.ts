import { PayloadRefusal } from './refusal.ts'
import type { Rules } from './rules.ts'

/** Bits of the unsigned integers that postcard writes as varints. */
export type Width = 16 | 32 | 64

/** Varints of this many bytes are exact as numbers: 7 bytes hold 49 bits. */
const EXACT_BYTES = 7

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads postcard values from a payload, refusing with a `PayloadRefusal` what the published decoder refuses. Nothing is
 * allocated for a count that the remaining bytes cannot hold (HOF-025), and nothing behind the payload is looked at (HOF-019).
 */
export class Reader {
  position: number
  readonly #buffer: Buffer

  /** Reads `bytes` from `position` up to `end`. Offsets of refusals count from the first byte. */
  constructor(
    readonly bytes: Uint8Array,
    position: number,
    readonly end: number,
    readonly rules: Rules,
  ) {
    this.position = position
    this.#buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  refuse(expected: string, offset: number = this.position): never {
    throw new PayloadRefusal(offset, expected)
  }

  /** One byte, 0 or 1 (HOF-008). */
  boolean(): boolean {
    const value = this.#byte('a boolean')
    return value > 1 ? this.refuse('a boolean, 0 or 1', this.position - 1) : value === 1
  }

  /** An unsigned integer of 16 or 32 bits. */
  unsigned(width: 16 | 32): number {
    const start = this.position
    this.#varint(width)
    return this.#number(start)
  }

  /** An unsigned 64-bit integer as decimal string. */
  u64(): string {
    const start = this.position
    this.#varint(64)
    return this.position - start <= EXACT_BYTES ? String(this.#number(start)) : this.#big(start).toString()
  }

  /** A count of elements of at least one byte each: at most as many as bytes that follow. */
  count(): number {
    const start = this.position
    this.#varint(64)
    const count = this.position - start <= EXACT_BYTES ? this.#number(start) : Number(this.#big(start))
    const left = this.end - this.position
    return count > left ? this.refuse(`a count of at most the ${left} bytes that follow`, start) : count
  }

  /** `length` bytes as lower-case hex. */
  hex(length: number): string {
    const from = this.#take(length)
    return this.#buffer.toString('hex', from, this.position)
  }

  /** `length` bytes of valid UTF-8, byte for byte (HOF-009). */
  text(length: number): string {
    const from = this.#take(length)
    try {
      return utf8.decode(this.bytes.subarray(from, this.position))
    } catch {
      return this.refuse('valid UTF-8', from)
    }
  }

  #byte(expected: string): number {
    if (this.position >= this.end) this.refuse(`${expected}, but the payload ends`)
    return this.bytes[this.position++] as number
  }

  #take(length: number): number {
    const from = this.position
    if (length > this.end - from) this.refuse(`${length} bytes, but ${this.end - from} follow`)
    this.position = from + length
    return from
  }

  /** Passes over a varint that fits its width: 3, 5 or 10 bytes at most, the last of those 3, 15 or 1 at most (HOF-021). */
  #varint(width: Width): void {
    const start = this.position
    const most = Math.ceil(width / 7)
    for (let count = 1; count <= most; count++) {
      const byte = this.#byte(`an integer of ${width} bits`)
      if (byte >= 0x80) continue
      if (count === most && byte >= 1 << (width % 7)) break
      if (count > 1 && byte === 0 && this.rules.overlong_varints === 'refuse')
        this.refuse('the shortest form of an integer', start)
      return
    }
    this.refuse(`an integer of ${width} bits`, start)
  }

  /** The varint from `start` to here as a number; exact up to 7 bytes. */
  #number(start: number): number {
    let value = 0
    for (let at = this.position - 1; at >= start; at--) value = value * 128 + ((this.bytes[at] as number) & 0x7f)
    return value
  }

  #big(start: number): bigint {
    let value = 0n
    for (let at = this.position - 1; at >= start; at--)
      value = (value << 7n) | BigInt((this.bytes[at] as number) & 0x7f)
    return value
  }
}
