import type { Expectation } from '../../../machines/model/pattern.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../spec/nodedb/dialect.ts'
import type { Script } from './script.ts'

export const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex')
export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** A message to be written. */
export function encoding(name: string, message: JsonObject, dialect: Dialect, requirements: readonly string[]): Script {
  const { frame, error } = encodeFrame(message, dialect)
  const expect: Expectation = frame === undefined ? { error: { code: error.code } } : { ok: { frame: hexOf(frame) } }
  return { name: `encode: ${name}`, steps: [{ op: 'codec.encode', params: { message }, expect, requirements }] }
}

/** Bytes to be read. */
export function decoding(name: string, hex: string, dialect: Dialect, requirements: readonly string[]): Script {
  const read = decodeFrame(bytesOf(hex), dialect)
  const expect: Expectation =
    read.message === undefined
      ? { error: { code: read.error.code } }
      : { ok: { type: read.type, consumed: read.consumed, message: read.message as unknown as JsonObject } }
  return { name: `decode: ${name}`, steps: [{ op: 'codec.decode', params: { hex }, expect, requirements }] }
}
