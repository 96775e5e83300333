import type { Setting } from '../../../machines/model/model.ts'
import { type Expectation, OneOf } from '../../../machines/model/pattern.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { decodeMessage, encodeMessage } from '../../../spec/net/codec.ts'
import { type Dialect, dialectOf } from '../../../spec/net/dialect.ts'
import type { DecodeCode } from '../../../spec/net/refusal.ts'
import { type ExpectedCoding, GoldenFrames } from '../../kit/cases/golden-frames.ts'
import { type Script, type ScriptCheck, scriptCheck } from '../../kit/cases/script.ts'
import type { Check } from '../../kit/check.ts'
import { inDialect, spokenDialect } from './spoken-dialect.ts'

/** Which of them is told decides nothing. */
const codes: readonly (DecodeCode | 'malformed')[] = [
  'empty',
  'unknown_tag',
  'truncated',
  'zero_total',
  'total_too_large',
  'index_out_of_range',
  'chunk_too_large',
  'unknown_reason',
  'bad_utf8',
  'count_too_large',
  'payload_too_large',
  'trailing_bytes',
  'bad_magic',
  'bad_version',
  'bad_flag',
  'bad_envelope',
  'sequence_mismatch',
  'origin_mismatch',
  'bad_channel',
  'malformed',
]

/** Bytes that are refused, whatever is told. */
export const notRead: Expectation = { error: { code: new OneOf([...codes]) } }

/** A value that has no bytes. */
export const notWritten: Expectation = { error: { code: new OneOf(['encode_range', 'encode_too_large']) } }

/** What the operations of a codec answer in a dialect. */
export const expectedCoding = (dialect: Dialect): ExpectedCoding => ({
  encode: (message) => {
    const { bytes } = encodeMessage(message, dialect)
    return bytes === undefined ? notWritten : { ok: { hex: Buffer.from(bytes).toString('hex') } }
  },
  decode: (hex) => {
    const decoded = decodeMessage(Buffer.from(hex, 'hex'), dialect)
    if (decoded.message === undefined) return notRead
    return { ok: { message: decoded.message as unknown as JsonObject, consumed: decoded.consumed } }
  },
})

/** What the bytes of a message show, by what stands in it. */
export function requirementsOf(message: JsonObject): string[] {
  const { type, reason } = message
  const text = typeof reason === 'object' && reason !== null && 'text' in reason
  return [
    ...['NET-001', 'NET-002', 'NET-003', 'NET-017'],
    ...(type === 'SnapshotReady' ? ['NET-004'] : []),
    ...(type === 'ReplayComplete' ? ['NET-005', 'NET-006'] : []),
    ...(type === 'BufferedEvents' ? ['NET-006', 'NET-007'] : []),
    ...(type === 'MigrationFailed' ? ['NET-008'] : []),
    ...(text ? ['NET-016'] : []),
  ]
}

/** Messages in the dialect of one implementation. */
export class MessageScripts extends GoldenFrames {
  readonly dialect: Dialect

  constructor(setting: Setting) {
    const dialect = spokenDialect(setting)
    super(expectedCoding(dialect))
    this.dialect = dialect
  }

  /** Whether vectors of a dialect are its own but for what stands behind a message, which is judged by what it speaks. */
  speaks(dialect: Json): boolean {
    const other = dialectOf(dialect)
    return typeof other !== 'string' && other.replayHead === this.dialect.replayHead
  }

  /** A message written, and read if it has bytes. */
  both(name: string, message: JsonObject, requirements: readonly string[]): Script[] {
    const { bytes } = encodeMessage(message, this.dialect)
    return [
      this.encoding(name, message, requirements),
      ...(bytes === undefined ? [] : [this.decoding(name, Buffer.from(bytes).toString('hex'), requirements)]),
    ]
  }
}

interface MessageCheck extends Pick<ScriptCheck, 'explain' | 'requirements'> {
  readonly slug: string
  /** Beyond the codec. */
  readonly needs?: readonly string[]
  readonly scripts: (messages: MessageScripts) => readonly Script[]
}

/** Messages written and read, each alone. */
export function messageCheck({ slug, needs = [], scripts, ...rest }: MessageCheck): Check {
  return scriptCheck({
    ...rest,
    id: `net/${slug}`,
    kind: 'wire',
    needs: ['codec', ...needs],
    configure: inDialect,
    scripts: (setting) => scripts(new MessageScripts(setting)),
  })
}
