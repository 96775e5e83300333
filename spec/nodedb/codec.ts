import { formats } from '../formats.ts'
import { DEFAULT_DIALECT, type Dialect } from './dialect.ts'
import { closeFrame, decodeError, headerLength, openFrame } from './frame.ts'
import { type Message, messagesOf } from './messages.ts'
import { Reader } from './reader.ts'
import { BodyRefusal, type DecodeError, type EncodeError, ValueRefusal } from './refusal.ts'
import { Writer } from './writer.ts'

/** One frame as read from the front of the input. */
export interface Decoded {
  readonly message: Message
  /** Type byte. */
  readonly type: number
  /** Bytes of the input that belong to the frame: header and declared body length (NDB-007). */
  readonly consumed: number
  /** Bytes of the body after its value, which are tolerated (NDB-031); an encoder leaves none (NDB-032). */
  readonly unread: number
  readonly error?: never
}

export interface DecodeFailure {
  readonly error: DecodeError
  readonly message?: never
}

export interface Encoded {
  /** Exactly one frame (NDB-008). */
  readonly frame: Uint8Array
  readonly error?: never
}

export interface EncodeFailure {
  readonly error: EncodeError
  readonly frame?: never
}

/**
 * Reads the frame at the front of `bytes` in a dialect. Total: any input gives a message or an error with its offset (NDB-033),
 * in time and memory bounded by the input.
 */
export function decodeFrame(bytes: Uint8Array, dialect: Dialect = DEFAULT_DIALECT): Decoded | DecodeFailure {
  const opened = openFrame(bytes, dialect)
  if (opened.refused !== undefined) return { error: opened.refused }
  const { type, start, end } = opened
  const form = messagesOf(dialect).byCode[type]
  if (form === undefined) {
    const body = Buffer.from(bytes.subarray(start, end)).toString('hex')
    return { message: { type: 'Opaque', code: type, body }, type, consumed: end, unread: 0 }
  }
  const reader = new Reader(bytes, start, end)
  try {
    const message = form.read(reader)
    return { message, type, consumed: end, unread: end - reader.position }
  } catch (refusal) {
    if (refusal instanceof BodyRefusal) return { error: decodeError('body-invalid', refusal.offset, refusal.expected) }
    throw refusal
  }
}

const writer = new Writer()

/**
 * Writes a message as one frame in a dialect. `message` may be any value: what is no message of the dialect is refused and gives
 * no bytes (NDB-010, NDB-011).
 */
export function encodeFrame(message: unknown, dialect: Dialect = DEFAULT_DIALECT): Encoded | EncodeFailure {
  writer.start(headerLength(dialect))
  try {
    const type = writeBody(message, dialect)
    const frame = writer.finish()
    closeFrame(frame, type, dialect)
    return { frame }
  } catch (refusal) {
    if (!(refusal instanceof ValueRefusal)) throw refusal
    const { code, place, expected } = refusal
    const where = place === '' ? 'the message' : place
    return { error: { code, place, message: `${where}: expected ${expected}; see spec/nodedb/README.md` } }
  }
}

/** Writes the body and gives the type byte. */
function writeBody(message: unknown, dialect: Dialect): number {
  const { byName } = messagesOf(dialect)
  const type = typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined
  if (type === 'Opaque') return writeOpaque(message as object, dialect)
  const layout = typeof type === 'string' ? byName.get(type) : undefined
  if (layout === undefined) throw new ValueRefusal(`an object whose type is one of ${[...byName.keys()].join(', ')}`)
  layout.form.write(writer, message)
  return layout.code
}

function writeOpaque(message: { readonly code?: unknown; readonly body?: unknown }, dialect: Dialect): number {
  const { code, body } = message
  if (typeof code !== 'number' || !dialect.opaque.includes(code)) {
    throw new ValueRefusal(`an opaque type byte of dialect ${dialect.name}`)
  }
  if (typeof body !== 'string' || !formats.hex(body)) throw new ValueRefusal('a body as lower-case hex')
  writer.raw(body)
  return code
}
