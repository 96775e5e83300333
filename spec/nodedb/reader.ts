import { BodyRefusal } from './refusal.ts'

const NIL = 0xc0
/** Strings up to this many bytes are read by hand: calling the decoder costs more. */
const SHORT = 24
/** 2^53 as the high half of a u64: below it the number is exact. */
const EXACT_HIGH = 0x200000

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads MessagePack values from the body of a frame, refusing with a `BodyRefusal` what the derived decoders refuse. Nothing
 * is allocated for a length or count that the remaining bytes cannot hold (NDB-030).
 */
export class Reader {
  position: number
  readonly #buffer: Buffer

  /** Reads `bytes` from `position` up to `end`. Offsets of refusals count from the first byte. */
  constructor(
    readonly bytes: Uint8Array,
    position: number,
    readonly end: number,
  ) {
    this.position = position
    this.#buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  refuse(expected: string, offset: number = this.position): never {
    throw new BodyRefusal(offset, expected)
  }

  /** Whether the next byte is nil, which is then consumed. */
  nil(): boolean {
    if (this.position >= this.end || this.bytes[this.position] !== NIL) return false
    this.position++
    return true
  }

  boolean(): boolean {
    const marker = this.#byte('a boolean')
    if (marker === 0xc3) return true
    if (marker === 0xc2) return false
    return this.refuse('a boolean (c2 or c3)', this.position - 1)
  }

  /** An unsigned integer of at most 32 bits; wider markers are refused even for small values (NDB-024). */
  unsigned(bits: 8 | 16 | 32): number {
    const start = this.position
    const marker = this.#byte('an unsigned integer')
    if (marker < 0x80) return marker
    if (marker === 0xcc) return this.#big(1)
    if (marker === 0xcd && bits >= 16) return this.#big(2)
    if (marker === 0xce && bits >= 32) return this.#big(4)
    return this.refuse(`an unsigned integer of ${bits} bits`, start)
  }

  /** An unsigned 64-bit integer as decimal string; wider markers than needed are accepted (NDB-023). */
  u64(): string {
    const start = this.position
    const marker = this.#byte('an unsigned integer')
    if (marker < 0x80) return String(marker)
    switch (marker) {
      case 0xcc:
        return String(this.#big(1))
      case 0xcd:
        return String(this.#big(2))
      case 0xce:
        return String(this.#big(4))
      case 0xcf: {
        const high = this.#big(4)
        const low = this.#big(4)
        return high < EXACT_HIGH ? String(high * 0x100000000 + low) : ((BigInt(high) << 32n) | BigInt(low)).toString()
      }
      default:
        return this.refuse('an unsigned integer of 64 bits', start)
    }
  }

  /** A signed 64-bit integer as decimal string: a fixint or a signed marker. */
  i64(): string {
    const start = this.position
    const marker = this.#byte('a signed integer')
    if (marker < 0x80) return String(marker)
    if (marker >= 0xe0) return String(marker - 0x100)
    switch (marker) {
      case 0xd0:
        return String((this.#big(1) << 24) >> 24)
      case 0xd1:
        return String((this.#big(2) << 16) >> 16)
      case 0xd2:
        return String(this.#big(4) | 0)
      case 0xd3:
        return BigInt.asIntN(64, (BigInt(this.#big(4)) << 32n) | BigInt(this.#big(4))).toString()
      default:
        return this.refuse('a signed integer of 64 bits', start)
    }
  }

  /** A string of valid UTF-8, byte for byte (NDB-027, NDB-028). */
  string(): string {
    const start = this.position
    const marker = this.#byte('a string')
    let length: number
    if (marker >= 0xa0 && marker < 0xc0) length = marker - 0xa0
    else if (marker === 0xd9) length = this.#big(1)
    else if (marker === 0xda) length = this.#big(2)
    else if (marker === 0xdb) length = this.#big(4)
    else return this.refuse('a string', start)
    const from = this.#take(length, 'bytes of a string')
    const to = this.position
    if (length <= SHORT) {
      let text = ''
      for (let at = from; at < to; at++) {
        const byte = this.bytes[at] as number
        if (byte > 0x7f) return this.#unicode(from, to)
        text += String.fromCharCode(byte)
      }
      return text
    }
    return this.#unicode(from, to)
  }

  /** A bin value as lower-case hex. */
  bin(): string {
    const start = this.position
    const marker = this.#byte('bytes (bin)')
    let length: number
    if (marker === 0xc4) length = this.#big(1)
    else if (marker === 0xc5) length = this.#big(2)
    else if (marker === 0xc6) length = this.#big(4)
    else return this.refuse('bytes (bin)', start)
    const from = this.#take(length, 'bytes of a bin')
    return this.#buffer.toString('hex', from, this.position)
  }

  /** An array header: a count that the remaining bytes can hold. */
  array(): number {
    const start = this.position
    const marker = this.#byte('an array')
    let count: number
    if (marker >= 0x90 && marker < 0xa0) count = marker - 0x90
    else if (marker === 0xdc) count = this.#big(2)
    else if (marker === 0xdd) count = this.#big(4)
    else return this.refuse('an array', start)
    return this.#holds(count, 1, start)
  }

  /** The header of an array of exactly `count` elements (NDB-013). */
  tuple(count: number): void {
    const start = this.position
    if (this.bytes[start] === 0x90 + count && start < this.end && count < 16) {
      this.position++
      return
    }
    if (this.array() !== count) this.refuse(`an array of ${count} elements`, start)
  }

  /** A map header: a count of pairs that the remaining bytes can hold. */
  map(): number {
    const start = this.position
    const marker = this.#byte('a map')
    let count: number
    if (marker >= 0x80 && marker < 0x90) count = marker - 0x80
    else if (marker === 0xde) count = this.#big(2)
    else if (marker === 0xdf) count = this.#big(4)
    else return this.refuse('a map', start)
    return this.#holds(count, 2, start)
  }

  #holds(count: number, size: number, start: number): number {
    if (count * size > this.end - this.position) this.refuse('at most as many elements as bytes that follow', start)
    return count
  }

  #unicode(from: number, to: number): string {
    try {
      return utf8.decode(this.bytes.subarray(from, to))
    } catch {
      return this.refuse('valid UTF-8', from)
    }
  }

  #byte(expected: string): number {
    if (this.position >= this.end) this.refuse(`${expected}, but the body ends`)
    return this.bytes[this.position++] as number
  }

  /** The offset of `length` bytes that follow, which are then consumed. */
  #take(length: number, what: string): number {
    const from = this.position
    if (length > this.end - from) this.refuse(`${length} ${what}, but ${this.end - from} follow`)
    this.position = from + length
    return from
  }

  /** A big-endian unsigned integer of 1, 2 or 4 bytes. */
  #big(width: 1 | 2 | 4): number {
    let at = this.#take(width, 'bytes of a number')
    let value = 0
    for (; at < this.position; at++) value = value * 256 + (this.bytes[at] as number)
    return value
  }
}
