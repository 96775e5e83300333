/** Keeps the last `capacity` bytes of a stream in constant memory, however much is written to it. */
export class StderrTail {
  readonly #ring: Buffer
  #written = 0

  constructor(capacity = 64 * 1024) {
    this.#ring = Buffer.alloc(capacity)
  }

  push(chunk: Buffer): void {
    const kept = chunk.subarray(Math.max(0, chunk.length - this.#ring.length))
    const at = (this.#written + chunk.length - kept.length) % this.#ring.length
    const untilWrap = kept.subarray(0, this.#ring.length - at)
    untilWrap.copy(this.#ring, at)
    kept.copy(this.#ring, 0, untilWrap.length)
    this.#written += chunk.length
  }

  /** What is kept; bytes that are not UTF-8 appear as U+FFFD. */
  text(): string {
    if (this.#written <= this.#ring.length) return this.#ring.toString('utf8', 0, this.#written)
    const at = this.#written % this.#ring.length
    return Buffer.concat([this.#ring.subarray(at), this.#ring.subarray(0, at)]).toString('utf8')
  }
}
