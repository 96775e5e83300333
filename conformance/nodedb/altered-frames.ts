import type { Decoded, DecodeFailure, Encoded, EncodeFailure } from '../../spec/nodedb/codec.ts'
import type { DecodeCode } from '../../spec/nodedb/refusal.ts'

/** A refusal of the codec. */
export function refused(code: DecodeCode): DecodeFailure {
  return { error: { code, offset: 0, message: code } }
}

/** The frame changed in place, if there is one. */
export function patched(
  encoded: Encoded | EncodeFailure,
  change: (frame: Uint8Array) => unknown,
): Encoded | EncodeFailure {
  if (encoded.frame === undefined) return encoded
  const frame = Uint8Array.from(encoded.frame)
  change(frame)
  return { frame }
}

type Decode = (bytes: Uint8Array) => Decoded | DecodeFailure

/** What a careless decoder makes of a body that is invalid: `mend` may offer other bytes to read instead. */
export function mended(
  bytes: Uint8Array,
  decode: Decode,
  mend: (retry: (other: Iterable<number>) => Decoded | undefined) => Decoded | undefined,
): Decoded | DecodeFailure {
  const read = decode(bytes)
  if (read.error?.code !== 'body-invalid' || bytes.length <= 5) return read
  const retry = (other: Iterable<number>): Decoded | undefined => {
    const again = decode(Uint8Array.from(other))
    return again.message === undefined ? undefined : again
  }
  return mend(retry) ?? read
}

/** What was read, with another message in its place. */
export function retold(read: Decoded | DecodeFailure, message: object): Decoded | DecodeFailure {
  if (read.error !== undefined) return read
  return { ...read, message: message as Decoded['message'] }
}
