import { HarnessFault } from './fault.ts'

/** Longest line in bytes, without its LF. */
export const lineLimit = 16 * 1024 * 1024

const LF = 0x0a
const keep = 64 * 1024

/**
 * Splits a byte stream into lines of strict UTF-8. Memory is bounded by one line and one chunk, whatever the chunks are.
 */
export class LineSplitter {
  readonly #limit: number
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  #pending = Buffer.allocUnsafe(keep)
  #length = 0

  constructor(limit = lineLimit) {
    this.#limit = limit
  }

  /** Bytes of the unfinished line. */
  get unfinished(): number {
    return this.#length
  }

  /** The unfinished line itself; at the end of a stream it should be empty. */
  rest(): Uint8Array {
    return this.#pending.subarray(0, this.#length)
  }

  /**
   * Calls `take` with each line that `chunk` completes, without its LF, in order. Throws `CUT-ADAPTER-LINE-LENGTH` or
   * `CUT-ADAPTER-UTF8` after the good lines before the bad one were taken.
   */
  push(chunk: Buffer, take: (line: string) => void): void {
    let start = 0
    if (this.#length > 0) {
      const end = chunk.indexOf(LF)
      this.#append(end === -1 ? chunk : chunk.subarray(0, end))
      if (end === -1) return
      const line = this.rest()
      this.#length = 0
      take(this.#decode(line))
      this.#shrink()
      start = end + 1
    }
    const last = chunk.lastIndexOf(LF)
    if (last >= start) this.#takeAll(chunk.subarray(start, last), take)
    this.#append(chunk.subarray(Math.max(start, last + 1)))
  }

  /** Whole lines are decoded together, which is several times faster; one by one only to find the one that is to blame. */
  #takeAll(lines: Buffer, take: (line: string) => void): void {
    let text: string | undefined
    if (lines.length <= this.#limit) {
      try {
        text = this.#decoder.decode(lines)
      } catch {
        text = undefined
      }
    }
    if (text === undefined) {
      this.#takeEach(lines, take)
      return
    }
    let start = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      take(text.slice(start, end))
      start = end + 1
    }
    take(start === 0 ? text : text.slice(start))
  }

  #takeEach(lines: Buffer, take: (line: string) => void): void {
    for (let start = 0; start <= lines.length; ) {
      const found = lines.indexOf(LF, start)
      const end = found === -1 ? lines.length : found
      const line = lines.subarray(start, end)
      if (line.length > this.#limit) throw this.#tooLong(line)
      take(this.#decode(line))
      start = end + 1
    }
  }

  #decode(line: Uint8Array): string {
    try {
      return this.#decoder.decode(line)
    } catch {
      throw new HarnessFault('CUT-ADAPTER-UTF8', 'a line of valid UTF-8', line)
    }
  }

  #append(bytes: Buffer): void {
    const length = this.#length + bytes.length
    if (length > this.#limit) throw this.#tooLong(Buffer.concat([this.rest(), bytes.subarray(0, keep)]), length)
    if (length > this.#pending.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, 2 * this.#pending.length))
      this.#pending.copy(larger, 0, 0, this.#length)
      this.#pending = larger
    }
    bytes.copy(this.#pending, this.#length)
    this.#length = length
  }

  #shrink(): void {
    if (this.#pending.length > 16 * keep) this.#pending = Buffer.allocUnsafe(keep)
  }

  #tooLong(line: Uint8Array, length = line.length): HarnessFault {
    return new HarnessFault(
      'CUT-ADAPTER-LINE-LENGTH',
      `LF after at most ${this.#limit} bytes, not a line of ${length} or more`,
      line,
    )
  }
}
