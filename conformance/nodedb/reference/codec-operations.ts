import type { JsonObject } from '../../../spec/json.ts'
import { bytesOf, hexOf } from './codec.ts'
import type { Handlers } from './operations.ts'
import type { Parts } from './parts.ts'

/** The operations of the codec. */
export function codecOperations(parts: Parts): Handlers {
  return {
    'codec.encode': ({ message }: { readonly message: JsonObject }) => {
      const { frame, error } = parts.codec.encode(message)
      if (frame === undefined) return { error: { code: error.code, message: error.message } }
      return { ok: { frame: hexOf(frame) } }
    },
    'codec.decode': ({ hex }: { readonly hex: string }) => {
      const { message, type, consumed, error } = { type: 0, consumed: 0, ...parts.codec.decode(bytesOf(hex)) }
      if (message === undefined) return { error: { code: error.code, message: error.message, offset: error.offset } }
      return { ok: { type, consumed, message: message as never } }
    },
    'codec.crc32c': ({ hex }: { readonly hex: string }) => ({ ok: { crc32c: parts.codec.crc32c(bytesOf(hex)) } }),
  }
}
