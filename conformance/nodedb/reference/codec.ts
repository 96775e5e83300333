import {
  type Decoded,
  type DecodeFailure,
  decodeFrame,
  type Encoded,
  type EncodeFailure,
  encodeFrame,
} from '../../../spec/nodedb/codec.ts'
import { crc32c } from '../../../spec/nodedb/crc32c.ts'
import type { Message } from '../../../spec/nodedb/messages.types.ts'
import type { Parts } from './parts.ts'

/** Frames and checksums in the dialect of the case. Bytes outside are lower-case hex. */
export interface Codec {
  encode(message: unknown): Encoded | EncodeFailure
  decode(bytes: Uint8Array): Decoded | DecodeFailure
  crc32c(bytes: Uint8Array): number
  /** A message of this implementation's own as hex; it is always one of the dialect. */
  frame(message: Message): string
}

export const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex')
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

export function createCodec(parts: Parts): Codec {
  return {
    encode: (message) => encodeFrame(message, parts.settings.dialect()),
    decode: (bytes) => decodeFrame(bytes, parts.settings.dialect()),
    crc32c: (bytes) => crc32c(bytes),
    frame: (message) => {
      const { frame, error } = parts.codec.encode(message)
      if (frame === undefined) throw new TypeError(`${message.type}: ${error.message}`)
      return hexOf(frame)
    },
  }
}
