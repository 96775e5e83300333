const FIRST_CAPACITY = 256

/** Writes fixed-width little-endian integers and bytes. Values are checked before they come here. */
export class Writer {
  #bytes = Buffer.allocUnsafe(FIRST_CAPACITY)
  #length = 0

  /** A copy of what was written. */
  finish(): Uint8Array {
    const copy = new Uint8Array(this.#length)
    copy.set(this.#bytes.subarray(0, this.#length))
    return copy
  }

  u8(value: number): void {
    this.#bytes[this.#room(1)] = value
  }

  u16(value: number): void {
    const at = this.#room(2)
    this.#bytes.writeUInt16LE(value, at)
  }

  u32(value: number): void {
    const at = this.#room(4)
    this.#bytes.writeUInt32LE(value, at)
  }

  /** A canonical decimal string. */
  u64(digits: string): void {
    const at = this.#room(8)
    this.#bytes.writeBigUInt64LE(BigInt(digits), at)
  }

  hex(digits: string): void {
    const length = digits.length / 2
    const at = this.#room(length)
    this.#bytes.write(digits, at, length, 'hex')
  }

  text(text: string): void {
    const length = Buffer.byteLength(text, 'utf8')
    const at = this.#room(length)
    this.#bytes.write(text, at, length, 'utf8')
  }

  /** Reserves bytes and gives their offset. */
  #room(length: number): number {
    const at = this.#length
    this.#length += length
    if (this.#length > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#length, 2 * this.#bytes.length))
      this.#bytes.copy(grown, 0, 0, at)
      this.#bytes = grown
    }
    return at
  }
}
