import { type DecodeError, decodeError } from './refusal.ts'

/** The largest length that a frame may declare, in bytes: 1 MiB (HOF-015). */
export const MAX_FRAME = 1 << 20
/** Bytes of the length, which does not count itself (HOF-002). */
export const LENGTH = 4
/** Bytes of length and version. */
export const HEADER = 6
/** Bytes of the version, the least that a frame may declare. */
const VERSION = HEADER - LENGTH

/** The length that the first four bytes declare. */
export function declaredLength(bytes: Uint8Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes
  return a + b * 0x100 + c * 0x10000 + d * 0x1000000
}

/** Why a declared length is refused, from the four bytes alone (HOF-015, HOF-017); undefined for a good one. */
export function sizeError(declared: number): DecodeError | undefined {
  if (declared < VERSION) return decodeError('frame_size', 0, `a length of at least ${VERSION}`, declared)
  if (declared > MAX_FRAME) return decodeError('frame_size', 0, `a length of at most ${MAX_FRAME}`, declared)
  return undefined
}

/** The version in the header of a frame of at least 6 bytes. */
export function headerVersion(bytes: Uint8Array): number {
  return (bytes[LENGTH] as number) + (bytes[LENGTH + 1] as number) * 0x100
}

/** A payload under its header: length little-endian, version little-endian (HOF-001). */
export function framed(version: number, payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(HEADER + payload.length)
  const view = new DataView(frame.buffer)
  view.setUint32(0, VERSION + payload.length, true)
  view.setUint16(LENGTH, version, true)
  frame.set(payload, HEADER)
  return frame
}
