import type { Arbitrary } from 'fast-check'
import { speaking, spoken } from '../../../../machines/nodedb/models/spoken.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../../../spec/nodedb/codec.ts'
import { framed, headerLength, typeOf } from '../../../../spec/nodedb/frame.ts'
import { messageArbitrary } from '../../../../spec/nodedb/message-arbitrary.ts'
import { requirementsOfMessage } from '../../../../spec/nodedb/vector-requirements.ts'
import { drawnFramesCheck } from '../../../kit/cases/drawn-frames.ts'
import { expectedCoding } from '../frame-scripts.ts'
import { bytesOf } from '../hex.ts'
import { severalEntries } from '../several-entries.ts'
import { widened } from '../widened.ts'

export const drawnFrames = drawnFramesCheck({
  id: 'nodedb/drawn-frames',
  requirements: ['NDB-033', 'NDB-034', 'NDB-035'],
  needs: ['codec.encode', 'codec.decode'],
  explain:
    'Messages drawn over the whole schema, some with texts and lists at which software breaks, written and read; their frames in wider headers, and with random damage, read or refused.',
  wire: (setting) => {
    const dialect = spoken(setting)
    return {
      messages: messageArbitrary(dialect) as unknown as Arbitrary<JsonObject>,
      frame: (message) => encodeFrame(message, dialect).frame,
      several: severalEntries,
      headerLength: headerLength(dialect),
      refitted: (frame, body) => framed(typeOf(frame, dialect), body, dialect),
      equivalents: (frame) => [widened(frame, dialect)],
      expected: expectedCoding(dialect),
      shows: {
        encode: (message) => ['NDB-035', ...requirementsOfMessage(message)],
        decode: (hex) => {
          const { message } = decodeFrame(bytesOf(hex), dialect)
          if (message === undefined) return ['NDB-033']
          return ['NDB-034', ...requirementsOfMessage(message as unknown as JsonObject)]
        },
      },
      configuration: speaking(setting),
    }
  },
})
