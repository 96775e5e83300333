/** Why bytes are not a message. The order of the tests: spec/net/README.md. `trailing_bytes` where the dialect refuses them. */
export type MessageCode =
  | 'empty'
  | 'unknown_tag'
  | 'truncated'
  | 'zero_total'
  | 'total_too_large'
  | 'index_out_of_range'
  | 'chunk_too_large'
  | 'unknown_reason'
  | 'bad_utf8'
  | 'count_too_large'
  | 'payload_too_large'
  | 'trailing_bytes'

/** Why bytes are no snapshot container. */
export type SnapshotCode =
  | 'bad_magic'
  | 'bad_version'
  | 'truncated'
  | 'bad_flag'
  | 'bad_envelope'
  | 'sequence_mismatch'
  | 'origin_mismatch'
  | 'trailing_bytes'

/** Why bytes are no subscription ledger. */
export type LedgerCode = 'count_too_large' | 'truncated' | 'bad_flag' | 'bad_utf8' | 'bad_channel' | 'trailing_bytes'

export type DecodeCode = MessageCode | SnapshotCode | LedgerCode

/** Why a value has no bytes: it is not of the schema or no decoder would take it, or a length does not fit its field. */
export type EncodeCode = 'encode_range' | 'encode_too_large'

/** Bytes that are refused: at which byte of the input, and what was expected there. */
export interface DecodeError {
  readonly code: DecodeCode
  /** Offset in the input, 0 to its length. */
  readonly offset: number
  readonly message: string
}

/** A value that is refused: at which member (JSON pointer; empty for the whole value), and what was expected there. */
export interface EncodeError {
  readonly code: EncodeCode
  readonly place: string
  readonly message: string
}

/** Thrown inside the codec and turned into a value at its border. It is no Error: refusing bytes must not cost a stack trace. */
export class BytesRefusal {
  constructor(
    readonly code: DecodeCode,
    readonly offset: number,
    readonly expected: string,
  ) {}

  get error(): DecodeError {
    const { code, offset, expected } = this
    return { code, offset, message: `byte ${offset}: expected ${expected}; see spec/net/README.md` }
  }
}

/** The same for values; the place is collected on the way out. */
export class ValueRefusal {
  place = ''
  constructor(
    readonly expected: string,
    readonly code: EncodeCode = 'encode_range',
  ) {}

  get error(): EncodeError {
    const { code, place, expected } = this
    return { code, place, message: `${place || 'the value'}: expected ${expected}; see spec/net/README.md` }
  }
}

/** Refuses a value; `expected` completes "expected …". */
export function refuseValue(expected: string, code: EncodeCode = 'encode_range'): never {
  throw new ValueRefusal(expected, code)
}
