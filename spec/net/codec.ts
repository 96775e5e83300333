import { DEFAULT_DIALECT, type Dialect } from './dialect.ts'
import { layoutsOf } from './messages.ts'
import type { Message } from './messages.types.ts'
import { Reader } from './reader.ts'
import { BytesRefusal, type DecodeError, type EncodeError, refuseValue, ValueRefusal } from './refusal.ts'
import { Writer } from './writer.ts'

/** One message as read from the front of the input. */
export interface Decoded {
  readonly message: Message
  /** Bytes of the input that belong to the message; those behind it are ignored or refused as the dialect says (NET-011). */
  readonly consumed: number
  readonly error?: never
}

export interface DecodeFailure {
  readonly error: DecodeError
  readonly message?: never
}

export interface Encoded {
  readonly bytes: Uint8Array
  readonly error?: never
}

export interface EncodeFailure {
  readonly error: EncodeError
  readonly bytes?: never
}

/**
 * Reads the message at the front of `bytes` in a dialect. Total: any input gives a message or an error with its offset, in time
 * and memory bounded by the input (NET-018).
 */
export function decodeMessage(bytes: Uint8Array, dialect: Dialect = DEFAULT_DIALECT): Decoded | DecodeFailure {
  const reader = new Reader(bytes)
  try {
    if (bytes.length === 0) reader.refuse('empty', 'a tag')
    const tag = reader.u8()
    const layout = layoutsOf(dialect)[tag]
    if (layout === undefined) return { error: new BytesRefusal('unknown_tag', 0, 'a tag from 0 to 9').error }
    const [type, form] = layout
    const message = { type, ...form.read(reader) } as Message
    if (dialect.trailing === 'refuse') reader.end()
    return { message, consumed: reader.position }
  } catch (refusal) {
    if (refusal instanceof BytesRefusal) return { error: refusal.error }
    throw refusal
  }
}

/**
 * Writes a message in a dialect. `message` may be any value: what is no message of the dialect, and what every decoder would
 * refuse, is refused and gives no bytes (NET-016, NET-019).
 */
export function encodeMessage(message: unknown, dialect: Dialect = DEFAULT_DIALECT): Encoded | EncodeFailure {
  const writer = new Writer()
  try {
    const layouts = layoutsOf(dialect)
    const { type, ...members } = isTyped(message) ? message : { type: undefined }
    const tag = layouts.findIndex(([name]) => name === type)
    const layout = layouts[tag]
    if (layout === undefined) refuseValue(`an object whose type is one of ${layouts.map(([name]) => name).join(', ')}`)
    writer.u8(tag)
    layout[1].write(writer, members)
    return { bytes: writer.finish() }
  } catch (refusal) {
    if (refusal instanceof ValueRefusal) return { error: refusal.error }
    throw refusal
  }
}

function isTyped(value: unknown): value is { readonly type: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, 'type')
}
