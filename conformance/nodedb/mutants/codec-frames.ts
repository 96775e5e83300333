import type { Mutant } from '../../kit/mutation/mutant.ts'
import { patched, refused } from '../altered-frames.ts'
import type { Parts } from '../reference/parts.ts'

/** Frames whose header, length, type or end is written or read wrongly. */
export const codecFramesMutants: readonly Mutant<Parts, 'codec'>[] = [
  {
    id: 'nodedb/length-is-big-endian',
    violates: 'NDB-001',
    explain: 'The length is written big-endian.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) => patched(original.encode(message), (frame) => frame.subarray(1, 5).reverse()),
    }),
  },
  {
    id: 'nodedb/resync-has-type-51',
    violates: 'NDB-002',
    explain: 'A ResyncRequest has type 0x51.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) =>
        patched(original.encode(message), (frame) => {
          if (frame[0] === 0x50) frame[0] = 0x51
        }),
    }),
  },
  {
    id: 'nodedb/throttle-has-type-53',
    violates: 'NDB-003',
    explain: 'A Throttle has type 0x53.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) =>
        patched(original.encode(message), (frame) => {
          if (frame[0] === 0x52) frame[0] = 0x53
        }),
    }),
  },
  {
    id: 'nodedb/short-headers-are-truncated-bodies',
    violates: 'NDB-004',
    explain: 'Fewer bytes than a header are taken for a truncated body.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => (bytes.length < 5 ? refused('frame-truncated') : original.decode(bytes)),
    }),
  },
  {
    id: 'nodedb/unknown-types-are-pings',
    violates: 'NDB-005',
    explain: 'A type byte that is not in the table is read as a ping.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (read.error?.code !== 'frame-unknown-type') return read
        const message = { type: 'PingPong', timestamp_ms: '0', is_pong: false } as const
        return { message, type: 0xff, consumed: bytes.length, unread: 0 }
      },
    }),
  },
  {
    id: 'nodedb/declared-lengths-are-clipped',
    violates: 'NDB-006',
    explain: 'A declared length beyond the input is clipped to it.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (read.error?.code !== 'frame-truncated') return read
        const clipped = Uint8Array.from(bytes)
        new DataView(clipped.buffer).setUint32(1, bytes.length - 5, true)
        return original.decode(clipped)
      },
    }),
  },
  {
    id: 'nodedb/tails-are-refused',
    violates: 'NDB-007',
    explain: 'Bytes behind the declared body make the frame invalid.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        return read.message !== undefined && read.consumed < bytes.length ? refused('body-invalid') : read
      },
    }),
  },
  {
    id: 'nodedb/consumed-counts-the-tail',
    violates: 'NDB-007',
    explain: 'The number of bytes consumed counts those behind the frame.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        return read.message === undefined ? read : { ...read, consumed: bytes.length }
      },
    }),
  },
  {
    id: 'nodedb/frames-end-in-a-newline',
    violates: 'NDB-008',
    explain: 'A newline stands behind every frame.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) => {
        const encoded = original.encode(message)
        return encoded.frame === undefined ? encoded : { frame: Uint8Array.from([...encoded.frame, 0x0a]) }
      },
    }),
  },
  {
    id: 'nodedb/large-bodies-are-cut',
    violates: 'NDB-010',
    explain: 'A body that is too large is cut to what fits.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) => {
        const encoded = original.encode(message)
        return encoded.error?.code === 'encode-too-large' ? { frame: Uint8Array.from([0x50, 0, 0, 0, 0]) } : encoded
      },
    }),
  },
  {
    id: 'nodedb/unwritable-messages-are-empty-frames',
    violates: 'NDB-011',
    explain: 'A message that cannot be encoded is sent as a frame with an empty body.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) => {
        const encoded = original.encode(message)
        return encoded.error?.code === 'encode-range' ? { frame: Uint8Array.from([0x50, 0, 0, 0, 0]) } : encoded
      },
    }),
  },
  {
    id: 'nodedb/damaged-deltas-crash',
    violates: 'NDB-033',
    explain: 'A delta that cannot be read is an unhandled exception.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (read.error?.code === 'body-invalid' && bytes[0] === 0x10) throw new Error(read.error.message)
        return read
      },
    }),
  },
  {
    id: 'nodedb/pongs-are-written-as-pings',
    violates: 'NDB-035',
    explain: 'A pong is written as a ping.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) =>
        original.encode(
          (message as { type?: string }).type === 'PingPong' ? { ...(message as object), is_pong: false } : message,
        ),
    }),
  },
  {
    id: 'nodedb/codec-judges-gaps',
    violates: 'NDB-037',
    explain: 'A gap whose expected id is not below the received one is refused on reading.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (read.message?.type !== 'ResyncRequest' || read.message.reason.kind !== 'SequenceGap') return read
        const { expected, received } = read.message.reason
        return BigInt(expected) >= BigInt(received) ? refused('body-invalid') : read
      },
    }),
  },
  {
    id: 'nodedb/checksums-start-at-zero',
    violates: 'NDB-039',
    explain: 'The checksum starts from zero instead of all ones.',
    part: 'codec',
    apply: (original) => ({
      crc32c: (bytes) =>
        bytes.length === 0 ? 0 : (original.crc32c(bytes) ^ original.crc32c(new Uint8Array(bytes.length))) >>> 0,
    }),
  },
  {
    id: 'nodedb/junk-cuts-the-link',
    violates: 'NDB-072',
    explain: 'A frame that does not decode ends the session.',
    part: 'codec',
    apply: (original, parts) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (read.error !== undefined) parts.streams.connect('1', false)
        return read
      },
    }),
  },
]
