import { crc32c } from './crc32c.ts'
import type { Dialect } from './dialect.ts'
import type { DecodeCode, DecodeError } from './refusal.ts'

/** The only version byte of a checked header. */
const VERSION = 1

/** Bytes of the frame header: type and length, or version, type, length and checksum (NDB-001). */
export function headerLength(dialect: Dialect): 5 | 10 {
  return dialect.header === 'plain' ? 5 : 10
}

/** Where the body of the frame at the front of an input lies. */
export interface Opened {
  /** Type byte; one that the dialect knows. */
  readonly type: number
  /** Offsets of the body's first byte and of the first byte after it. */
  readonly start: number
  readonly end: number
  readonly refused?: never
}

/** Reads the header. Checks come in the order of the published decoders: length, version, type, body length, checksum. */
export function openFrame(bytes: Uint8Array, dialect: Dialect): Opened | { readonly refused: DecodeError } {
  const start = headerLength(dialect)
  if (bytes.length < start) return refused('frame-too-short', bytes.length, `a header of ${start} bytes`)
  const checked = start === 10
  if (checked && bytes[0] !== VERSION) return refused('frame-version', 0, `version ${VERSION}`)
  const at = checked ? 1 : 0
  const type = bytes[at] as number
  if (!dialect.types.includes(type))
    return refused('frame-unknown-type', at, `a message type of dialect ${dialect.name}`)
  const length = littleEndian(bytes, at + 1)
  const found = bytes.length - start
  if (length > found) return refused('frame-truncated', bytes.length, `a body of ${length} bytes, found ${found}`)
  const end = start + length
  if (checked && littleEndian(bytes, 6) !== crc32c(bytes.subarray(start, end))) {
    return refused('frame-checksum', 6, 'the CRC32C of the body')
  }
  return { type, start, end }
}

/** Fills in the header of a frame whose body already stands behind it. */
export function closeFrame(frame: Uint8Array, type: number, dialect: Dialect): void {
  const start = headerLength(dialect)
  const view = new DataView(frame.buffer, frame.byteOffset, frame.length)
  if (start === 5) view.setUint8(0, type)
  else {
    view.setUint8(0, VERSION)
    view.setUint8(1, type)
    view.setUint32(6, crc32c(frame.subarray(start)), true)
  }
  view.setUint32(start === 5 ? 1 : 2, frame.length - start, true)
}

/** A body under the header that a dialect gives it. */
export function framed(type: number, body: Uint8Array, dialect: Dialect): Uint8Array {
  const start = headerLength(dialect)
  const frame = new Uint8Array(start + body.length)
  frame.set(body, start)
  closeFrame(frame, type, dialect)
  return frame
}

/** The type byte of a frame. */
export function typeOf(frame: Uint8Array, dialect: Dialect): number {
  return frame[dialect.header === 'plain' ? 0 : 1] as number
}

function littleEndian(bytes: Uint8Array, at: number): number {
  const low = (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16)
  return low + (bytes[at + 3] as number) * 0x1000000
}

function refused(code: DecodeCode, offset: number, expected: string): { readonly refused: DecodeError } {
  return { refused: decodeError(code, offset, expected) }
}

/** A decode error in words. `expected` completes "expected …". */
export function decodeError(code: DecodeCode, offset: number, expected: string): DecodeError {
  return { code, offset, message: `byte ${offset}: expected ${expected}; see spec/nodedb/README.md` }
}
