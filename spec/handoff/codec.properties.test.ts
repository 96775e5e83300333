import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, decodeJournal, encodeFrame, encodeJournal } from './codec.ts'
import { framed, HEADER, MAX_FRAME } from './frame.ts'
import { FrameReader, type ReaderEvent } from './frame-reader.ts'
import { journalArbitrary, messageArbitrary } from './message-arbitrary.ts'
import type { Message } from './messages.types.ts'
import { LENIENT, type Rules, STRICT } from './rules.ts'
import vectors from './vectors.json' with { type: 'json' }

function frameOf(message: Message): Uint8Array {
  const encoded = encodeFrame(message)
  if (encoded.error !== undefined) throw new RangeError(`${encoded.error.message} ${JSON.stringify(message)}`)
  return encoded.frame
}

const rules = fc.constantFrom<Rules>(LENIENT, STRICT)
const bytes = fc.uint8Array({ maxLength: 200, size: 'max' })
/** Frames as written, with some bytes changed, and payloads of any bytes. */
const nearlyFrames = fc.oneof(
  messageArbitrary.map(frameOf),
  fc
    .tuple(messageArbitrary.map(frameOf), fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { minLength: 1, maxLength: 3 }))
    .map(([frame, changes]) => {
      for (const [at, byte] of changes) if (at < frame.length) frame[at] = byte
      return frame
    }),
  fc.tuple(fc.nat(13), bytes).map(([type, body]) => framed(1, Uint8Array.from([type, ...body]))),
  bytes,
)

it('a message survives encoding and decoding, and is encoded one way', () => {
  fc.assert(
    fc.property(messageArbitrary, rules, (message, by) => {
      const frame = frameOf(message)
      const decoded = decodeFrame(frame, by)
      expect(decoded).toEqual({ version: 1, message, consumed: frame.length, unread: 0 })
      expect(Object.keys(decoded.message ?? {})).toEqual(Object.keys(message))
      expect(frameOf(decoded.message as Message)).toEqual(frame)
    }),
    { numRuns: 1000 },
  )
})

it('a journal record survives writing and reading', () => {
  fc.assert(
    fc.property(journalArbitrary, (record) => {
      expect(decodeJournal(encodeJournal(record).bytes ?? new Uint8Array(), STRICT)).toEqual({ record })
    }),
  )
})

it('bytes behind a frame change nothing', () => {
  fc.assert(
    fc.property(messageArbitrary, bytes, rules, (message, tail, by) => {
      const frame = frameOf(message)
      expect(decodeFrame(Buffer.concat([frame, tail]), by)).toEqual(decodeFrame(frame, by))
    }),
  )
})

it('any bytes are a message that can be written again, or are refused at one of them', () => {
  fc.assert(
    fc.property(nearlyFrames, rules, (input, by) => {
      const { error, message } = { message: undefined, ...decodeFrame(input, by) }
      if (error !== undefined) {
        expect(error.offset).toBeLessThanOrEqual(input.length)
        if (error.code === 'codec') expect(error.offset).toBeGreaterThanOrEqual(HEADER)
      } else expect(decodeFrame(frameOf(message as Message), STRICT).message).toEqual(message)
    }),
    { numRuns: 3000 },
  )
})

it('strict rules read only what lenient rules read, alike, and what they themselves would write', () => {
  fc.assert(
    fc.property(nearlyFrames, (input) => {
      const strict = decodeFrame(input, STRICT)
      if (strict.error !== undefined) return
      expect(decodeFrame(input, LENIENT)).toEqual(strict)
      expect(frameOf(strict.message)).toEqual(Uint8Array.from(input.subarray(0, strict.consumed)))
    }),
    { numRuns: 2000 },
  )
})

/** Events of a reader that gets the stream in pieces of the given sizes, over and over. */
function events(stream: Uint8Array, sizes: readonly number[], by: Rules): ReaderEvent[] {
  const reader = new FrameReader(by)
  const told: ReaderEvent[] = []
  for (let at = 0, piece = 0; at < stream.length; piece++) {
    const size = sizes[piece % sizes.length] ?? 1
    told.push(...reader.push(stream.subarray(at, at + size)), ...reader.timeout())
    at += size
  }
  return [...told, ...reader.eof()]
}

/** What the stream holds according to the decoder of single frames. */
function whole(stream: Uint8Array, by: Rules): ReaderEvent[] {
  const told: ReaderEvent[] = []
  for (let at = 0; ; ) {
    const decoded = decodeFrame(stream.subarray(at), by)
    if (decoded.error === undefined) {
      told.push({ kind: 'message', version: decoded.version, message: decoded.message })
      at += decoded.consumed
      continue
    }
    told.push({ kind: 'error', error: decoded.error })
    if (decoded.error.code === 'io' || decoded.error.code === 'frame_size') return told
    at += 4 + Buffer.from(stream).readUInt32LE(at)
  }
}

it('a stream is read alike however it is cut', () => {
  fc.assert(
    fc.property(
      fc.array(nearlyFrames, { maxLength: 6 }).map((frames) => Buffer.concat(frames)),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
      rules,
      (stream, sizes, by) => {
        const expected = whole(stream, by)
        expect(events(stream, sizes, by)).toEqual(expected)
        expect(events(stream, [1], by)).toEqual(expected)
        expect(events(stream, [stream.length], by)).toEqual(expected)
      },
    ),
    { numRuns: 1000 },
  )
})

describe('memory', () => {
  it('is taken for bytes that came, and never for more than one frame', () => {
    fc.assert(
      fc.property(fc.array(nearlyFrames, { maxLength: 6 }), fc.integer({ min: 1, max: 60 }), (frames, size) => {
        const reader = new FrameReader()
        const stream = Buffer.concat(frames)
        for (let at = 0; at < stream.length; at += size) {
          reader.push(stream.subarray(at, at + size))
          expect(reader.held).toBeLessThanOrEqual(at + size)
          expect(reader.capacity).toBeLessThanOrEqual(Math.max(4096, 2 * reader.held))
        }
      }),
    )
  })

  it('is at most the cap and its length, of a frame of the largest size, and let go behind it', () => {
    const reader = new FrameReader()
    const frame = Buffer.alloc(4 + MAX_FRAME, 0xff)
    frame.writeUInt32LE(MAX_FRAME)
    reader.push(frame.subarray(0, 4))
    expect(reader.capacity).toBe(4096)
    for (let at = 4; at < frame.length - 1; at += 65_536) {
      reader.push(frame.subarray(at, Math.min(at + 65_536, frame.length - 1)))
      expect(reader.capacity).toBeLessThanOrEqual(Math.min(4 + MAX_FRAME, 2 * reader.held))
    }
    expect(reader.held).toBe(frame.length - 1)
    expect(reader.push(Uint8Array.of(0xff))).toMatchObject([{ kind: 'error', error: { code: 'codec' } }])
    expect([reader.held, reader.capacity]).toEqual([0, 4096])
  })

  it('is not taken for counts that are only claimed', () => {
    const bombs = vectors.unusual.filter(({ requirements }) => requirements.includes('HOF-025'))
    expect(bombs.length).toBeGreaterThan(5)
    const before = process.memoryUsage()
    for (let round = 0; round < 2000; round++)
      for (const { hex } of bombs) expect(decodeFrame(Buffer.from(hex, 'hex')).error?.code).toBe('codec')
    const after = process.memoryUsage()
    expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(64 * 1024 * 1024)
  })
})

it('behind an error of the length a reader gives nothing more, behind any other it stays in step', () => {
  const heartbeat = Buffer.from('0400000001000d00', 'hex')
  const refused = (code: string) => ({ kind: 'error', error: { code } })
  const read = { kind: 'message', message: { type: 'Heartbeat' } }
  const after = (hex: string) => new FrameReader(STRICT).push(Buffer.concat([Buffer.from(hex, 'hex'), heartbeat]))
  expect(after('0300000001000e')).toMatchObject([refused('codec'), read])
  expect(after('0400000002000d00')).toMatchObject([refused('version'), read])
  expect(after('01000000')).toMatchObject([refused('frame_size')])
  const failed = new FrameReader()
  failed.push(Buffer.from('01001000', 'hex'))
  expect([failed.push(heartbeat), failed.eof()]).toEqual([[], []])
})

it('the end of a stream is told once, also between frames', () => {
  const reader = new FrameReader()
  expect(reader.eof()).toMatchObject([{ kind: 'error', error: { code: 'io', offset: 0 } }])
  expect([reader.push(Uint8Array.of(4, 0, 0, 0)), reader.eof()]).toEqual([[], []])
})
