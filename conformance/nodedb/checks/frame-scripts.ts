import type { JsonObject } from '../../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../spec/nodedb/dialect.ts'
import { type ExpectedCoding, GoldenFrames } from '../../kit/cases/golden-frames.ts'
import type { Script } from '../../kit/cases/script.ts'
import { bytesOf, hexOf } from './hex.ts'

/** What the operations of a codec answer, by the specification's own. */
export const expectedCoding = (dialect: Dialect): ExpectedCoding => ({
  encode: (message) => {
    const { frame, error } = encodeFrame(message, dialect)
    return frame === undefined ? { error: { code: error.code } } : { ok: { frame: hexOf(frame) } }
  },
  decode: (hex) => {
    const read = decodeFrame(bytesOf(hex), dialect)
    if (read.message === undefined) return { error: { code: read.error.code } }
    return { ok: { type: read.type, consumed: read.consumed, message: read.message as unknown as JsonObject } }
  },
})

/** Frames of one dialect. */
export class FrameScripts extends GoldenFrames {
  readonly dialect: Dialect

  constructor(dialect: Dialect) {
    super(expectedCoding(dialect))
    this.dialect = dialect
  }

  /** A message written, and read if there is a frame for it. */
  both(name: string, message: JsonObject, requirements: readonly string[]): Script[] {
    const { frame } = encodeFrame(message, this.dialect)
    return [
      this.encoding(name, message, ['NDB-035', ...requirements]),
      ...(frame === undefined ? [] : [this.decoding(name, hexOf(frame), ['NDB-034', ...requirements])]),
    ]
  }
}
