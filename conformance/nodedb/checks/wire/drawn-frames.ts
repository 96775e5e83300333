import fc, { type Arbitrary } from 'fast-check'
import { speaking, spoken } from '../../../../machines/nodedb/models/spoken.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../../../spec/nodedb/codec.ts'
import type { Dialect } from '../../../../spec/nodedb/dialect.ts'
import { framed, headerLength, typeOf } from '../../../../spec/nodedb/frame.ts'
import { messageArbitrary } from '../../../../spec/nodedb/message-arbitrary.ts'
import { requirementsOfMessage } from '../../../../spec/nodedb/vector-requirements.ts'
import { CodingModel } from '../../../kit/cases/coding-model.ts'
import { damagedBytes, stretched } from '../../../kit/cases/disturbed.ts'
import { check } from '../../../kit/check.ts'
import { codec } from '../../calls.ts'
import { expectedCoding } from '../frame-scripts.ts'
import { bytesOf, hexOf } from '../hex.ts'
import { severalEntries } from '../mutated-frames.ts'

/** A message written and read, and its frame read with damage: under the header as it was, or under one that fits again. */
const drawn = (dialect: Dialect): Arbitrary<readonly ReturnType<typeof codec.decode>[]> => {
  const carried = (message: JsonObject): boolean =>
    !severalEntries(message) && encodeFrame(message, dialect).frame !== undefined
  const messages = (messageArbitrary(dialect) as unknown as Arbitrary<JsonObject>).filter(carried)
  return messages
    .chain((message) => fc.oneof(fc.constant(message), stretched(message, carried)))
    .chain((message) => {
      const { frame = new Uint8Array() } = encodeFrame(message, dialect)
      const whole = [codec.encode(message), codec.decode(hexOf(frame))]
      const refit = (body: Uint8Array): Uint8Array => framed(typeOf(frame, dialect), body, dialect)
      return fc
        .oneof(damagedBytes(frame), damagedBytes(frame.subarray(headerLength(dialect))).map(refit))
        .map((bytes) => [...whole, codec.decode(hexOf(bytes))])
    })
}

export const drawnFrames = check({
  id: 'nodedb/drawn-frames',
  kind: 'wire',
  requirements: ['NDB-033', 'NDB-034', 'NDB-035'],
  needs: ['codec.encode', 'codec.decode'],
  explain:
    'Messages drawn over the whole schema, some with texts and lists at which software breaks, written and read; their frames with random damage, read or refused.',
  model: {
    id: 'drawn-frames',
    build: (setting) => {
      const dialect = spoken(setting)
      return new CodingModel(
        expectedCoding(dialect),
        {
          encode: (message) => ['NDB-035', ...requirementsOfMessage(message)],
          decode: (hex) => {
            const { message } = decodeFrame(bytesOf(hex), dialect)
            if (message === undefined) return ['NDB-033']
            return ['NDB-034', ...requirementsOfMessage(message as unknown as JsonObject)]
          },
        },
        speaking(setting),
      )
    },
  },
  draws: (setting) => drawn(spoken(setting)),
})
