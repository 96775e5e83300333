/** A set of equally wide byte strings, numbered in order of insertion: an open-addressing table over one growing arena. */
export class StateTable {
  bytes: Uint8Array
  size = 0
  #slots = new Int32Array(1 << 16)
  #mask = (1 << 16) - 1

  constructor(readonly width: number) {
    this.bytes = new Uint8Array(Math.max(1, width) * 4096)
  }

  /** Room for one candidate after the last state; write it there, then call `add`. */
  candidate(): number {
    const at = this.size * this.width
    if (at + this.width > this.bytes.length) {
      const grown = new Uint8Array(this.bytes.length * 2)
      grown.set(this.bytes)
      this.bytes = grown
    }
    return at
  }

  /** Number of the candidate's state; new when it equals `size` before the call. */
  add(): number {
    if (this.size * 2 > this.#mask) this.#grow()
    const at = this.size * this.width
    let slot = this.#hash(at) & this.#mask
    for (;;) {
      const found = this.#slots[slot] as number
      if (found === 0) {
        this.#slots[slot] = ++this.size
        return this.size - 1
      }
      if (this.#same((found - 1) * this.width, at)) return found - 1
      slot = (slot + 1) & this.#mask
    }
  }

  #hash(at: number): number {
    const { bytes, width } = this
    let hash = 0x811c9dc5
    for (let i = at; i < at + width; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
    hash ^= hash >>> 15
    return Math.imul(hash, 0x2c1b3c6d) >>> 8
  }

  #same(a: number, b: number): boolean {
    const { bytes, width } = this
    for (let i = 0; i < width; i++) if (bytes[a + i] !== bytes[b + i]) return false
    return true
  }

  #grow(): void {
    this.#mask = this.#mask * 2 + 1
    this.#slots = new Int32Array(this.#mask + 1)
    for (let state = 0; state < this.size; state++) {
      let slot = this.#hash(state * this.width) & this.#mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask
      this.#slots[slot] = state + 1
    }
  }
}
