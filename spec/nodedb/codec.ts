import { formats } from '../formats.ts'
import { DEFAULT_DIALECT, type Dialect } from './dialect.ts'
import { type Message, messagesOf } from './messages.ts'
import { Reader } from './reader.ts'
import { BodyRefusal, type DecodeCode, type DecodeError, type EncodeError, ValueRefusal } from './refusal.ts'
import { HEADER, Writer } from './writer.ts'

const SEE = 'see spec/nodedb/README.md'

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
}

export interface Encoded {
  /** Exactly one frame (NDB-008). */
  readonly frame: Uint8Array
  readonly error?: never
}

export interface EncodeFailure {
  readonly error: EncodeError
}

/**
 * Reads the frame at the front of `bytes` in a dialect. Total: any input gives a message or an error with its offset (NDB-033),
 * in time and memory bounded by the input.
 */
export function decodeFrame(bytes: Uint8Array, dialect: Dialect = DEFAULT_DIALECT): Decoded | DecodeFailure {
  if (bytes.length < HEADER) return refused('frame-too-short', bytes.length, `a header of ${HEADER} bytes`)
  const type = bytes[0] as number
  const form = messagesOf(dialect).byCode[type]
  const opaque = form === undefined
  if (opaque && !dialect.opaque.includes(type)) {
    return refused('frame-unknown-type', 0, `a message type of dialect ${dialect.name}`)
  }
  const length = littleEndian(bytes)
  if (length > bytes.length - HEADER) {
    return refused('frame-truncated', bytes.length, `a body of ${length} bytes, found ${bytes.length - HEADER}`)
  }
  const consumed = HEADER + length
  if (opaque) {
    const body = Buffer.from(bytes.subarray(HEADER, consumed)).toString('hex')
    return { message: { type: 'Opaque', code: type, body }, type, consumed, unread: 0 }
  }
  const reader = new Reader(bytes, HEADER, consumed)
  try {
    const message = form.read(reader)
    return { message, type, consumed, unread: consumed - reader.position }
  } catch (refusal) {
    if (refusal instanceof BodyRefusal) return refused('body-invalid', refusal.offset, refusal.expected)
    throw refusal
  }
}

/** The body length of a header: bytes 1 to 4, little-endian. */
function littleEndian(bytes: Uint8Array): number {
  const low = (bytes[1] as number) | ((bytes[2] as number) << 8) | ((bytes[3] as number) << 16)
  return low + (bytes[4] as number) * 0x1000000
}

function refused(code: DecodeCode, offset: number, expected: string): DecodeFailure {
  return { error: { code, offset, message: `byte ${offset}: expected ${expected}; ${SEE}` } }
}

const writer = new Writer()

/**
 * Writes a message as one frame in a dialect. `message` may be any value: what is no message of the dialect is refused and gives
 * no bytes (NDB-010, NDB-011).
 */
export function encodeFrame(message: unknown, dialect: Dialect = DEFAULT_DIALECT): Encoded | EncodeFailure {
  writer.start()
  try {
    writer.header(writeBody(message, dialect))
  } catch (refusal) {
    if (!(refusal instanceof ValueRefusal)) throw refusal
    const { code, place, expected } = refusal
    return { error: { code, place, message: `${place === '' ? 'the message' : place}: expected ${expected}; ${SEE}` } }
  }
  return { frame: writer.finish() }
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
