/** Why bytes are not a message of the dialect. `frame-version` and `frame-checksum` come from checked headers only. */
export type DecodeCode =
  | 'frame-too-short'
  | 'frame-version'
  | 'frame-unknown-type'
  | 'frame-truncated'
  | 'frame-checksum'
  | 'body-invalid'

/** Why a message has no frame in the dialect. */
export type EncodeCode = 'encode-range' | 'encode-too-large'

/** Bytes that are refused: at which byte of the input, and what was expected there. */
export interface DecodeError {
  readonly code: DecodeCode
  /** Offset in the input, 0 to its length. */
  readonly offset: number
  readonly message: string
}

/** A message that is refused: at which member (JSON pointer; empty for the whole message), and what was expected there. */
export interface EncodeError {
  readonly code: EncodeCode
  readonly place: string
  readonly message: string
}

/** Thrown inside the codec and turned into a value at its border. It is no Error: refusing bytes must not cost a stack trace. */
export class BodyRefusal {
  constructor(
    readonly offset: number,
    readonly expected: string,
  ) {}
}

/** The same for messages; the place is collected on the way out. */
export class ValueRefusal {
  place = ''
  constructor(
    readonly expected: string,
    readonly code: EncodeCode = 'encode-range',
  ) {}
}
