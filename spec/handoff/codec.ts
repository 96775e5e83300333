import type { Form } from './form.ts'
import { declaredLength, framed, HEADER, headerVersion, LENGTH, MAX_FRAME, sizeError } from './frame.ts'
import { journal, message as messageForm } from './messages.ts'
import type { Journal, Message } from './messages.types.ts'
import { Reader } from './reader.ts'
import { type DecodeError, decodeError, type EncodeError, PayloadRefusal, ValueRefusal } from './refusal.ts'
import { LENIENT, type Rules } from './rules.ts'
import { Writer } from './writer.ts'

/** One frame as read from the front of the input. */
export interface Decoded {
  /** Version in the header. */
  readonly version: number
  readonly message: Message
  /** Bytes of the frame: 4 and the declared length. */
  readonly consumed: number
  /** Bytes of the payload behind its message; none where the rules refuse them. */
  readonly unread: number
  readonly error?: never
}

export interface DecodeFailure {
  readonly error: DecodeError
  readonly message?: never
}

export interface Encoded {
  /** Exactly one frame. */
  readonly frame: Uint8Array
  readonly error?: never
}

export interface EncodeFailure {
  readonly error: EncodeError
  readonly frame?: never
}

/**
 * Reads the frame at the front of `bytes`, behind which the stream ends. Tested in this order: the four bytes of the length, its
 * size, the rest of the frame, the version against `negotiated`, the payload. Total: any input gives a message or an error with
 * its offset (HOF-027), in time and memory bounded by the frame.
 */
export function decodeFrame(bytes: Uint8Array, rules: Rules = LENIENT, negotiated = 1): Decoded | DecodeFailure {
  if (bytes.length < LENGTH) return cut(bytes, `a length of ${LENGTH} bytes`)
  const declared = declaredLength(bytes)
  const size = sizeError(declared)
  if (size !== undefined) return { error: size }
  const end = LENGTH + declared
  if (bytes.length < end) return cut(bytes, `a frame of ${end} bytes`)
  const version = headerVersion(bytes)
  if (rules.header_version === 'check' && version !== negotiated)
    return { error: decodeError('version', LENGTH, `version ${negotiated}, found ${version}`) }
  const payload = read(messageForm, bytes, HEADER, end, rules)
  if ('error' in payload) return payload
  return { version, message: payload.value, consumed: end, unread: payload.unread }
}

/**
 * Writes a message as one frame. `message` may be any value: what is no message gives `encode_range`, what would declare more
 * than 1 MiB gives `frame_size` with that length, and either gives no bytes at all (HOF-016).
 */
export function encodeFrame(message: unknown, version = 1): Encoded | EncodeFailure {
  const written = write(messageForm, message, MAX_FRAME - (HEADER - LENGTH))
  if ('error' in written) return written
  return { frame: framed(version, written.payload) }
}

/** Reads the whole content of a journal file (HOF-128). */
export function decodeJournal(
  bytes: Uint8Array,
  rules: Rules = LENIENT,
): { readonly record: Journal; readonly error?: never } | { readonly error: DecodeError; readonly record?: never } {
  const content = read(journal, bytes, 0, bytes.length, rules)
  return 'error' in content ? content : { record: content.value }
}

/** Writes the content of a journal file. */
export function encodeJournal(
  record: unknown,
): { readonly bytes: Uint8Array; readonly error?: never } | { readonly error: EncodeError; readonly bytes?: never } {
  const written = write(journal, record, MAX_FRAME)
  return 'error' in written ? { error: written.error } : { bytes: written.payload }
}

function cut(bytes: Uint8Array, expected: string): DecodeFailure {
  return { error: decodeError('io', bytes.length, `${expected}, but the stream ends`) }
}

function read<T>(
  form: Form<T>,
  bytes: Uint8Array,
  start: number,
  end: number,
  rules: Rules,
): { readonly value: T; readonly unread: number } | DecodeFailure {
  const reader = new Reader(bytes, start, end, rules)
  try {
    const value = form.read(reader)
    const unread = end - reader.position
    if (unread > 0 && rules.trailing_bytes === 'refuse') reader.refuse('the end of the payload')
    return { value, unread }
  } catch (refusal) {
    if (!(refusal instanceof PayloadRefusal)) throw refusal
    return { error: decodeError('codec', refusal.offset, refusal.expected) }
  }
}

function write<T>(form: Form<T>, value: unknown, limit: number): { readonly payload: Uint8Array } | EncodeFailure {
  const writer = new Writer(limit)
  try {
    form.write(writer, value)
  } catch (refusal) {
    if (!(refusal instanceof ValueRefusal)) throw refusal
    const where = refusal.place === '' ? 'the message' : refusal.place
    const message = `${where}: expected ${refusal.expected}; see spec/handoff/README.md`
    return { error: { code: 'encode_range', place: refusal.place, message } }
  }
  if (writer.length <= limit) return { payload: writer.finish() }
  const declared = HEADER - LENGTH + writer.length
  const message = `the message: expected a frame of at most ${MAX_FRAME} bytes, it takes ${declared}; see spec/handoff/README.md`
  return { error: { code: 'frame_size', place: '', declared, message } }
}
