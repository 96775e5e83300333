import { BytesRefusal, type DecodeCode } from './refusal.ts'

/** 2^53 as the high half of a u64: below it the number is exact. */
const EXACT_HIGH = 0x200000

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Reads fixed-width little-endian integers and counted bytes, refusing with a `BytesRefusal`. Allocates nothing before it is there. */
export class Reader {
  position = 0
  readonly #buffer: Buffer

  constructor(readonly bytes: Uint8Array) {
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get remaining(): number {
    return this.bytes.length - this.position
  }

  refuse(code: DecodeCode, expected: string, offset: number = this.position): never {
    throw new BytesRefusal(code, offset, expected)
  }

  /** Refuses unless `length` more bytes are there. */
  need(length: number, what: string): void {
    if (this.remaining < length)
      this.refuse('truncated', `${length} bytes of ${what}, found ${this.remaining}`, this.bytes.length)
  }

  u8(): number {
    this.need(1, 'a number')
    return this.#buffer[this.position++] as number
  }

  u16(): number {
    this.need(2, 'a number')
    this.position += 2
    return this.#buffer.readUInt16LE(this.position - 2)
  }

  u32(): number {
    this.need(4, 'a number')
    this.position += 4
    return this.#buffer.readUInt32LE(this.position - 4)
  }

  /** As decimal string. */
  u64(): string {
    this.need(8, 'a number')
    const high = this.#buffer.readUInt32LE(this.position + 4)
    const low = this.#buffer.readUInt32LE(this.position)
    this.position += 8
    return high < EXACT_HIGH ? String(high * 0x100000000 + low) : ((BigInt(high) << 32n) | BigInt(low)).toString()
  }

  /** `length` bytes as lower-case hex. */
  hex(length: number, what: string): string {
    this.need(length, what)
    this.position += length
    return this.#buffer.toString('hex', this.position - length, this.position)
  }

  /** `length` bytes of valid UTF-8. */
  text(length: number, what: string): string {
    this.need(length, what)
    const start = this.position
    this.position += length
    try {
      return utf8.decode(this.bytes.subarray(start, this.position))
    } catch {
      return this.refuse('bad_utf8', 'valid UTF-8', start)
    }
  }

  /** Refuses bytes that are left. */
  end(): void {
    if (this.remaining > 0) this.refuse('trailing_bytes', 'the end of the input')
  }
}
