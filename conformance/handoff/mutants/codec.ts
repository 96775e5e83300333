import { decodeFrame, encodeFrame } from '../../../spec/handoff/codec.ts'
import { MAX_FRAME } from '../../../spec/handoff/frame.ts'
import { FrameReader, type ReaderEvent } from '../../../spec/handoff/frame-reader.ts'
import { decodeError } from '../../../spec/handoff/refusal.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Mutant } from '../../kit/mutation/mutant.ts'
import { discriminantOf, readAs, reread, rewritten } from '../altered-frames.ts'
import type { Parts } from '../reference/parts.ts'

const typeOf = (message: unknown): unknown => (message as JsonObject | null)?.type
const beat = { type: 'Heartbeat', ts_ms: '0' } as const

/** Frames written and read wrongly. */
export const codecMutants: readonly Mutant<Parts, 'codec'>[] = [
  {
    id: 'handoff/versions-are-big-endian',
    violates: 'HOF-001',
    explain: 'The version of a frame is written with its high byte first.',
    part: 'codec',
    apply: () => ({
      encode: (message, version = 1) => encodeFrame(message, (version & 255) * 256 + (version >> 8)),
    }),
  },
  {
    id: 'handoff/lengths-count-themselves',
    violates: 'HOF-002',
    explain: 'The length of a frame counts its own four bytes too.',
    part: 'codec',
    apply: () => ({
      encode: (message, version) => {
        const written = encodeFrame(message, version)
        if (written.frame === undefined) return written
        const frame = Buffer.from(written.frame)
        frame.writeUInt32LE(frame.length)
        return { frame }
      },
    }),
  },
  {
    id: 'handoff/discriminants-begin-with-1',
    violates: 'HOF-003',
    explain: 'Messages are numbered from 1 where they are written.',
    part: 'codec',
    apply: () => ({
      encode: (message, version) =>
        rewritten(message, version, (frame) => {
          frame.writeUInt8(discriminantOf(frame) + 1, 6)
          return frame
        }),
    }),
  },
  {
    id: 'handoff/ids-come-first',
    violates: 'HOF-004',
    explain: 'HelloAck is written with the id before the version.',
    part: 'codec',
    apply: () => ({
      encode: (message, version) =>
        typeOf(message) !== 'HelloAck'
          ? encodeFrame(message, version)
          : rewritten(message, version, (frame) =>
              Buffer.concat([frame.subarray(0, 7), frame.subarray(-17), frame.subarray(7, -17)]),
            ),
    }),
  },
  {
    id: 'handoff/numbers-are-doubles',
    violates: 'HOF-005',
    explain: 'Numbers above 2^53 are rounded where they are written.',
    part: 'codec',
    apply: () => ({
      encode: (message, version) =>
        typeOf(message) === 'Heartbeat'
          ? encodeFrame({ ...beat, ts_ms: rounded((message as JsonObject).ts_ms) }, version)
          : encodeFrame(message, version),
    }),
  },
  {
    id: 'handoff/ids-are-mixed-endian',
    violates: 'HOF-006',
    explain: 'The first group of an id is written with its low byte first.',
    part: 'codec',
    apply: () => ({
      encode: (message, version) =>
        typeOf(message) !== 'Begin'
          ? encodeFrame(message, version)
          : rewritten(message, version, (frame) =>
              Buffer.concat([frame.subarray(0, 8), frame.subarray(8, 12).reverse(), frame.subarray(12)]),
            ),
    }),
  },
  {
    id: 'handoff/fingerprints-are-counted',
    violates: 'HOF-007',
    explain: 'A fingerprint is written with its count.',
    part: 'codec',
    apply: () => ({
      encode: (message, version) =>
        typeOf(message) !== 'SealComplete'
          ? encodeFrame(message, version)
          : rewritten(message, version, (frame) =>
              Buffer.concat([frame.subarray(0, -32), Buffer.from([32]), frame.subarray(-32)]),
            ),
    }),
  },
  {
    id: 'handoff/any-byte-is-true',
    violates: 'HOF-008',
    explain: 'A boolean of 2 and more is read as true.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) =>
        discriminantOf(bytes) === 3 && (bytes.at(-1) ?? 0) > 1
          ? reread(bytes, (frame) => frame.writeUInt8(1, frame.length - 1))
          : original.decode(bytes, negotiated),
    }),
  },
  {
    id: 'handoff/text-is-mended',
    violates: 'HOF-009',
    explain: 'A reason that is not UTF-8 is read with replacement characters.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) => {
        const read = original.decode(bytes, negotiated)
        const length = bytes[24] ?? 0
        const reason = bytes.subarray(25)
        if (read.error?.code !== 'codec' || discriminantOf(bytes) !== 11 || reason.length !== length) return read
        const handoff_id = '00112233-4455-4677-8899-aabbccddeeff'
        return readAs(bytes, { type: 'Abort', handoff_id, reason: Buffer.from(reason).toString() })
      },
    }),
  },
  {
    id: 'handoff/lists-have-127-at-most',
    violates: 'HOF-010',
    explain: 'Only the first 127 revisions are written.',
    part: 'codec',
    apply: () => ({
      encode: (message, version) =>
        typeOf(message) === 'SealComplete'
          ? encodeFrame(
              {
                ...(message as JsonObject),
                last_revision_per_shard: [(message as JsonObject).last_revision_per_shard].flat().slice(0, 127),
              },
              version,
            )
          : encodeFrame(message, version),
    }),
  },
  {
    id: 'handoff/other-roles-are-successors',
    violates: 'HOF-011',
    explain: 'Every role but 0 is read as that of a successor.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) =>
        discriminantOf(bytes) === 0 && (bytes[7] ?? 0) > 1 && (bytes[7] ?? 0) < 128
          ? reread(bytes, (frame) => frame.writeUInt8(1, 7))
          : original.decode(bytes, negotiated),
    }),
  },
  {
    id: 'handoff/build-ids-have-32-bytes-at-most',
    violates: 'HOF-012',
    explain: 'A longer build id is cut where it is written.',
    part: 'codec',
    apply: () => ({
      encode: (message, version) =>
        typeOf(message) === 'Hello' && typeof (message as JsonObject).build_id === 'string'
          ? encodeFrame(
              { ...(message as JsonObject), build_id: String((message as JsonObject).build_id).slice(0, 64) },
              version,
            )
          : encodeFrame(message, version),
    }),
  },
  {
    id: 'handoff/unknown-capabilities-are-refused',
    violates: 'HOF-013',
    explain: 'A Hello with another number than 0 in its reserved member is refused.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) => {
        const read = original.decode(bytes, negotiated)
        const unknown = read.message?.type === 'Hello' && read.message.capabilities.reserved !== '0'
        return unknown ? { error: decodeError('codec', 0, 'no capabilities') } : read
      },
    }),
  },
  {
    id: 'handoff/numbers-are-read-as-doubles',
    violates: 'HOF-014',
    explain: 'Numbers above 2^53 are rounded where they are read.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) => {
        const read = original.decode(bytes, negotiated)
        if (read.error !== undefined || read.message.type !== 'Heartbeat') return read
        return { ...read, message: { ...read.message, ts_ms: rounded(read.message.ts_ms) } }
      },
    }),
  },
  {
    id: 'handoff/the-largest-frame-is-refused',
    violates: 'HOF-015',
    explain: 'A frame that declares 1048576 bytes is refused.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) =>
        bytes.length >= 4 && Buffer.from(bytes).readUInt32LE() === MAX_FRAME
          ? { error: decodeError('codec', 0, 'a smaller frame') }
          : original.decode(bytes, negotiated),
    }),
  },
  {
    id: 'handoff/what-is-too-large-is-no-message',
    violates: 'HOF-016',
    explain: 'A message that is too large is refused as if it were none, without its size.',
    part: 'codec',
    apply: (original) => ({
      encode: (message, version) => {
        const written = original.encode(message, version)
        return written.error?.code === 'frame_size'
          ? { error: { code: 'encode_range', place: '', message: 'expected a smaller message' } }
          : written
      },
    }),
  },
  {
    id: 'handoff/short-lengths-are-no-size',
    violates: 'HOF-017',
    explain: 'A declared length of 0 or 1 is refused as a payload that is no message.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) => {
        const read = original.decode(bytes, negotiated)
        const short = read.error?.code === 'frame_size' && (bytes[0] ?? 0) < 2 && (bytes[2] ?? 0) === 0
        return short ? { error: decodeError('codec', 0, 'a payload') } : read
      },
    }),
  },
  {
    id: 'handoff/empty-payloads-are-heartbeats',
    violates: 'HOF-018',
    explain: 'A frame without a payload is read as a Heartbeat.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) =>
        bytes.length >= 6 && Buffer.from(bytes).readUInt32LE() === 2
          ? readAs(bytes, beat)
          : original.decode(bytes, negotiated),
    }),
  },
  {
    id: 'handoff/members-run-into-the-next-frame',
    violates: 'HOF-019',
    explain: 'A member that the frame cuts short goes on with the bytes behind it.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) => {
        const read = original.decode(bytes, negotiated)
        if (read.error?.code !== 'codec' || discriminantOf(bytes) !== 13) return read
        return reread(bytes, (frame) => frame.writeUInt32LE(frame.length - 4))
      },
    }),
  },
  {
    id: 'handoff/unknown-messages-are-heartbeats',
    violates: 'HOF-020',
    explain: 'A message with a number that is none is read as a Heartbeat.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) => {
        const read = original.decode(bytes, negotiated)
        const unknown = read.error?.code === 'codec' && discriminantOf(bytes) >= 14 && discriminantOf(bytes) < 128
        return unknown ? readAs(bytes, beat) : read
      },
    }),
  },
  {
    id: 'handoff/varints-wrap',
    violates: 'HOF-021',
    explain: 'The bits of a varint that its type does not hold are dropped.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) =>
        discriminantOf(bytes) === 3 && bytes.length === 13 && (bytes[11] ?? 0) > 15 && (bytes[11] ?? 0) < 128
          ? readAs(bytes, { type: 'Drained', open_conns_remaining: 0x0fffffff, accept_closed: true })
          : original.decode(bytes, negotiated),
    }),
  },
  {
    id: 'handoff/overlong-varints-are-read',
    violates: 'HOF-022',
    explain: 'A varint that is longer than it need be is read, though it is to be refused.',
    part: 'codec',
    apply: (_original, parts) => ({
      decode: (bytes, negotiated) =>
        decodeFrame(bytes, { ...parts.settings.rules(), overlong_varints: 'accept' }, negotiated),
    }),
  },
  {
    id: 'handoff/trailing-bytes-are-passed-over',
    violates: 'HOF-023',
    explain: 'Bytes behind a message are passed over, though they are to be refused.',
    part: 'codec',
    apply: (_original, parts) => ({
      decode: (bytes, negotiated) =>
        decodeFrame(bytes, { ...parts.settings.rules(), trailing_bytes: 'ignore' }, negotiated),
    }),
  },
  {
    id: 'handoff/ids-of-any-length',
    violates: 'HOF-024',
    explain: 'The first 16 bytes of a longer id are taken.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) =>
        discriminantOf(bytes) === 12 && bytes.length === 25 && bytes[7] === 17
          ? reread(bytes, (frame) => frame.writeUInt8(16, 7))
          : original.decode(bytes, negotiated),
    }),
  },
  {
    id: 'handoff/counts-are-believed',
    violates: 'HOF-025',
    explain: 'Memory is taken for as many bytes as a reason is said to have.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) => {
        if (discriminantOf(bytes) === 11 && bytes.length > 29 && (bytes[24] ?? 0) > 127)
          Buffer.alloc(Buffer.from(bytes).readUInt32LE(24) * 2 ** 20)
        return original.decode(bytes, negotiated)
      },
    }),
  },
  {
    id: 'handoff/cut-frames-are-no-messages',
    violates: 'HOF-026',
    explain: 'The end of the stream inside a frame is told as a payload that is no message.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) => {
        const read = original.decode(bytes, negotiated)
        const cut = read.error?.code === 'io' && bytes.length > 4
        return cut ? { error: decodeError('codec', 0, 'a whole frame') } : read
      },
    }),
  },
  {
    id: 'handoff/unknown-messages-end-the-process',
    violates: 'HOF-027',
    explain: 'A message with a number above 200 ends the process.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes, negotiated) => {
        if (discriminantOf(bytes) > 200) throw new Error('no such message')
        return original.decode(bytes, negotiated)
      },
    }),
  },
  {
    id: 'handoff/one-frame-a-read',
    violates: 'HOF-028',
    explain: 'Of several frames that come at once only the first is told.',
    part: 'codec',
    apply: (original) => ({ reader: (negotiated) => new FirstOnly(original.reader(negotiated)) }),
  },
  {
    id: 'handoff/timed-out-reads-forget',
    violates: 'HOF-029',
    explain: 'A read that times out inside a frame forgets the bytes that came.',
    part: 'codec',
    apply: (original) => ({ reader: (negotiated) => new Forgetful(() => original.reader(negotiated)) }),
  },
  {
    id: 'handoff/names-say-that-they-are-messages',
    violates: 'HOF-032',
    explain: 'The short name of a message ends in "Message".',
    part: 'codec',
    apply: (original) => ({ shortName: (message) => `${original.shortName(message)}Message` }),
  },
  {
    id: 'handoff/the-lowest-version-is-chosen',
    violates: 'HOF-033',
    explain: 'The lowest version of both ranges is chosen.',
    part: 'codec',
    apply: (original) => ({
      negotiate: (ours, theirs) =>
        original.negotiate(ours, theirs) === undefined ? undefined : Math.max(ours.min, theirs.min),
    }),
  },
  {
    id: 'handoff/inverted-ranges-have-a-version',
    violates: 'HOF-034',
    explain: 'A range whose ends are exchanged is put right.',
    part: 'codec',
    apply: (original) => ({
      negotiate: (ours, theirs) =>
        original.negotiate(ours, { min: Math.min(theirs.min, theirs.max), max: Math.max(theirs.min, theirs.max) }),
    }),
  },
  {
    id: 'handoff/journals-have-no-successor',
    violates: 'HOF-128',
    explain: 'The process id of the successor is not written into the journal.',
    part: 'codec',
    apply: (original) => ({
      encodeJournal: (record) => {
        const { successor_pid: _, ...rest } = record as JsonObject
        return original.encodeJournal(rest)
      },
    }),
  },
]

function rounded(value: unknown): string {
  const number = BigInt(Number(value))
  return `${number < 2n ** 64n ? number : 2n ** 64n - 1n}`
}

class FirstOnly extends FrameReader {
  constructor(readonly inner: FrameReader) {
    super(inner.rules, inner.negotiated)
  }

  override push(bytes: Uint8Array): readonly ReaderEvent[] {
    return this.inner.push(bytes).slice(0, 1)
  }

  override eof(): readonly ReaderEvent[] {
    return this.inner.eof()
  }
}

class Forgetful extends FrameReader {
  #inner: FrameReader

  constructor(readonly make: () => FrameReader) {
    const inner = make()
    super(inner.rules, inner.negotiated)
    this.#inner = inner
  }

  override push(bytes: Uint8Array): readonly ReaderEvent[] {
    return this.#inner.push(bytes)
  }

  override timeout(): readonly ReaderEvent[] {
    this.#inner = this.make()
    return []
  }

  override eof(): readonly ReaderEvent[] {
    return this.#inner.eof()
  }
}
