import fc from 'fast-check'
import { encodeFrame } from '../../../../spec/handoff/codec.ts'
import { messageArbitrary } from '../../../../spec/handoff/message-arbitrary.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { frameCheck, requirementsOf } from '../frame-scripts.ts'
import { hexOf } from '../hex.ts'

const seed = 20_261_128
const messages = (count: number): JsonObject[] =>
  (fc.sample(messageArbitrary, { seed, numRuns: count }) as unknown as JsonObject[]).filter(
    (message) => JSON.stringify(message).length < 8_000,
  )

/** One byte of the payload changed, dropped or added, under a length that fits again. */
function damaged(frame: Uint8Array, nth: number): Uint8Array[] {
  const at = 6 + ((nth * 7) % (frame.length - 6))
  const [front, rest] = [frame.subarray(0, at), frame.subarray(at + 1)]
  const changed = [0x00, 0x7f, 0x80, 0xff, (frame[at] as number) ^ 1][nth % 5] as number
  return [
    [...front, changed, ...rest],
    [...front, ...rest],
    [...front, 0x80, ...frame.subarray(at)],
  ].map((bytes) => {
    const whole = Buffer.from(bytes)
    whole.writeUInt32LE(whole.length - 4)
    return whole
  })
}

export const frameSamples = frameCheck({
  slug: 'frame-samples',
  requirements: [...Array.from({ length: 14 }, (_, at) => `HOF-0${`${at + 1}`.padStart(2, '0')}`), 'HOF-027'],
  explain:
    'Messages of every type, written and read; the same damaged in one place, and bytes without sense: read or refused.',
  scripts: (frames) => [
    ...messages(300).flatMap((message, nth) => {
      const { frame } = encodeFrame(message)
      if (frame === undefined) return []
      return [
        ...frames.both(`sample ${nth}`, message, requirementsOf(message)),
        ...damaged(frame, nth).map((bytes, kind) =>
          frames.decoding(`sample ${nth}, damage ${kind}`, hexOf(bytes), ['HOF-027']),
        ),
      ]
    }),
    ...fc
      .sample(fc.uint8Array({ maxLength: 64 }), { seed, numRuns: 300 })
      .map((bytes, nth) => frames.decoding(`bytes ${nth}`, hexOf(bytes), ['HOF-027'])),
    ...fc.sample(fc.uint8Array({ minLength: 1, maxLength: 64 }), { seed, numRuns: 300 }).map((bytes, nth) => {
      const header = Buffer.from([0, 0, 0, 0, 1, 0])
      header.writeUInt32LE(bytes.length + 2)
      return frames.decoding(`payload ${nth}`, header.toString('hex') + hexOf(bytes), ['HOF-027'])
    }),
  ],
})
