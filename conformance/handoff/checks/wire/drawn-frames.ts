import type { Arbitrary } from 'fast-check'
import { encodeFrame } from '../../../../spec/handoff/codec.ts'
import { framed, HEADER, headerVersion } from '../../../../spec/handoff/frame.ts'
import { messageArbitrary } from '../../../../spec/handoff/message-arbitrary.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { drawnFramesCheck } from '../../../kit/cases/drawn-frames.ts'
import { expectedCoding, requirementsOf } from '../frame-scripts.ts'
import { inProfile, spokenRules } from '../spoken-rules.ts'

export const drawnFrames = drawnFramesCheck({
  id: 'handoff/drawn-frames',
  requirements: [...Array.from({ length: 14 }, (_, at) => `HOF-0${`${at + 1}`.padStart(2, '0')}`), 'HOF-027'],
  needs: ['codec'],
  explain:
    'Messages drawn over the whole schema, some with texts and lists at which software breaks, written and read; their frames with random damage, and bytes without sense: read or refused.',
  wire: (setting) => ({
    messages: messageArbitrary as unknown as Arbitrary<JsonObject>,
    frame: (message) => encodeFrame(message).frame,
    headerLength: HEADER,
    refitted: (frame, body) => framed(headerVersion(frame), body),
    expected: expectedCoding(spokenRules(setting)),
    shows: { encode: requirementsOf, decode: () => ['HOF-027'] },
    configuration: inProfile(setting),
  }),
})
