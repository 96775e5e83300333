/** A set of equally wide runs of words, numbered in order of insertion: an open-addressing table over one growing arena. */
export class StateTable {
  words: Int32Array
  size = 0
  #slots = new Int32Array(1 << 16)
  #mask = (1 << 16) - 1

  constructor(readonly width: number) {
    this.words = new Int32Array(width * 4096)
  }

  /** Room for one candidate after the last state; write it there, then call `add`. */
  candidate(): number {
    const at = this.size * this.width
    if (at + this.width > this.words.length) {
      const grown = new Int32Array(this.words.length * 2)
      grown.set(this.words)
      this.words = grown
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
    const { words, width } = this
    let hash = 0x811c9dc5
    for (let i = at; i < at + width; i++) {
      hash = Math.imul(hash ^ (words[i] as number), 0x9e3779b1)
      hash ^= hash >>> 15
    }
    hash = Math.imul(hash, 0x2c1b3c6d)
    return hash ^ (hash >>> 13)
  }

  #same(a: number, b: number): boolean {
    const { words, width } = this
    for (let i = 0; i < width; i++) if (words[a + i] !== words[b + i]) return false
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
