import { decodeFrame } from './codec.ts'
import { declaredLength, LENGTH, sizeError } from './frame.ts'
import type { Message } from './messages.types.ts'
import type { DecodeError } from './refusal.ts'
import { LENIENT, type Rules } from './rules.ts'

/** What a reader makes of a stream, in order. */
export type ReaderEvent =
  | { readonly kind: 'message'; readonly version: number; readonly message: Message }
  | { readonly kind: 'error'; readonly error: DecodeError }

/** Kept of a frame's buffer between two frames; a larger one is let go. */
const SMALL = 4096

/**
 * Reads frames from a stream however it is cut (HOF-028). It holds the bytes of one unfinished frame at most, and memory for
 * those that came, not for those that are declared. An error of a payload or of a version leaves it in step: the frame was
 * consumed. Behind an error of the length, and behind the end of the stream, it gives nothing more.
 */
export class FrameReader {
  #held = Buffer.allocUnsafe(SMALL)
  #length = 0
  #ended = false

  constructor(
    readonly rules: Rules = LENIENT,
    /** The version that headers must have where the rules check it; 1 before one is negotiated. */
    public negotiated = 1,
  ) {}

  /** Bytes of the unfinished frame. */
  get held(): number {
    return this.#length
  }

  /** Bytes of memory that it keeps. */
  get capacity(): number {
    return this.#held.length
  }

  /** Bytes arrive. */
  push(bytes: Uint8Array): readonly ReaderEvent[] {
    const events: ReaderEvent[] = []
    for (let at = 0; at < bytes.length && !this.#ended; ) {
      const taken = Math.min(this.#wanted() - this.#length, bytes.length - at)
      this.#keep(bytes.subarray(at, at + taken))
      at += taken
      if (this.#length === LENGTH) this.#judgeLength(events)
      else if (this.#length > LENGTH && this.#length === this.#wanted()) this.#finish(events)
    }
    return events
  }

  /** A read timed out: nothing is lost, nothing is told (HOF-029). */
  timeout(): readonly ReaderEvent[] {
    return []
  }

  /** The stream ends, between frames or inside one (HOF-026). */
  eof(): readonly ReaderEvent[] {
    if (this.#ended) return []
    this.#ended = true
    const { error } = decodeFrame(this.#held.subarray(0, this.#length), this.rules, this.negotiated)
    this.#reset()
    return error === undefined ? [] : [{ kind: 'error', error }]
  }

  /** Bytes of the frame in progress, as far as they are known. */
  #wanted(): number {
    return this.#length < LENGTH ? LENGTH : LENGTH + declaredLength(this.#held)
  }

  #judgeLength(events: ReaderEvent[]): void {
    const error = sizeError(declaredLength(this.#held))
    if (error === undefined) return
    this.#ended = true
    this.#reset()
    events.push({ kind: 'error', error })
  }

  #finish(events: ReaderEvent[]): void {
    const read = decodeFrame(this.#held.subarray(0, this.#length), this.rules, this.negotiated)
    if (read.error !== undefined) events.push({ kind: 'error', error: read.error })
    else events.push({ kind: 'message', version: read.version, message: read.message })
    this.#reset()
  }

  #reset(): void {
    this.#length = 0
    if (this.#held.length > SMALL) this.#held = Buffer.allocUnsafe(SMALL)
  }

  #keep(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length
    if (needed > this.#held.length) {
      const grown = Buffer.allocUnsafe(Math.min(this.#wanted(), Math.max(needed, 2 * this.#held.length)))
      this.#held.copy(grown, 0, 0, this.#length)
      this.#held = grown
    }
    this.#held.set(bytes, this.#length)
    this.#length = needed
  }
}
