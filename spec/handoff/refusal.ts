/**
 * Why bytes are no message: `io` the stream ends inside a frame; `frame_size` the declared length is below 2 or above the cap;
 * `version` the header names another version than the negotiated one; `codec` the payload is no message.
 */
export type DecodeCode = 'io' | 'frame_size' | 'version' | 'codec'

/** Why a message has no frame: a value outside its range, or a frame above the cap. */
export type EncodeCode = 'encode_range' | 'frame_size'

/** Bytes that are refused: at which byte of the frame, and what was expected there. */
export interface DecodeError {
  readonly code: DecodeCode
  /** Offset from the first byte of the frame, or of the journal record; at most the bytes that are there. */
  readonly offset: number
  /** With `frame_size`: the declared length. 0 and 1 are too small, everything above the cap is too large. */
  readonly declared?: number
  readonly message: string
}

/** A message that is refused: at which member (JSON pointer; empty for the whole message), and what was expected there. */
export interface EncodeError {
  readonly code: EncodeCode
  readonly place: string
  /** With `frame_size`: the length that the frame would declare. */
  readonly declared?: number
  readonly message: string
}

/** A decode error in words. `expected` completes "expected …". */
export function decodeError(code: DecodeCode, offset: number, expected: string, declared?: number): DecodeError {
  const message = `byte ${offset}: expected ${expected}; see spec/handoff/README.md`
  return { code, offset, ...(declared === undefined ? {} : { declared }), message }
}

/** Thrown inside the codec and turned into a value at its border. It is no Error: refusing bytes must not cost a stack trace. */
export class PayloadRefusal {
  constructor(
    readonly offset: number,
    readonly expected: string,
  ) {}
}

/** The same for messages; the place is collected on the way out. */
export class ValueRefusal {
  place = ''
  constructor(readonly expected: string) {}
}

/** Refuses a value of a message; `expected` completes "expected …". */
export function refuseValue(expected: string): never {
  throw new ValueRefusal(expected)
}
