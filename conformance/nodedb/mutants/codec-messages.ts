import { decodeFrame, encodeFrame } from '../../../spec/nodedb/codec.ts'
import type { Mutant } from '../../kit/mutation/mutant.ts'
import { mended, retold } from '../altered-frames.ts'
import { bytesOf, hexOf } from '../reference/codec.ts'
import type { Parts } from '../reference/parts.ts'

/** Messages whose members or variants are written or read wrongly. */
export const codecMessagesMutants: readonly Mutant<Parts, 'codec'>[] = [
  {
    id: 'nodedb/empty-throttle-is-a-release',
    violates: 'NDB-009',
    explain: 'A throttle with an empty body is read as a release.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        if (bytes[0] !== 0x52 || bytes.length !== 5) return original.decode(bytes)
        const message = { type: 'Throttle', throttle: false, queue_depth: '0', suggested_rate: '0' } as const
        return { message, type: 0x52, consumed: 5, unread: 0 }
      },
    }),
  },
  {
    id: 'nodedb/bodies-choose-their-type',
    violates: 'NDB-012',
    explain: 'A throttle body under the type of a ResyncRequest is read as a throttle.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) =>
        mended(bytes, original.decode, (retry) =>
          bytes[0] === 0x50 ? retry([0x52, ...bytes.subarray(1)]) : undefined,
        ),
    }),
  },
  {
    id: 'nodedb/longer-structs-are-read',
    violates: 'NDB-013',
    explain: 'A struct with one member too many is read without it.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) =>
        mended(bytes, original.decode, (retry) =>
          bytes[5] === 0x94 ? retry([...bytes.subarray(0, 5), 0x93, ...bytes.subarray(6)]) : undefined,
        ),
    }),
  },
  {
    id: 'nodedb/maps-are-releases',
    violates: 'NDB-014',
    explain: 'A map in the place of a struct is read with every member at its default.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) =>
        mended(bytes, original.decode, (retry) =>
          ((bytes[5] as number) & 0xf0) === 0x80 ? retry([0x52, 4, 0, 0, 0, 0x93, 0xc2, 0, 0]) : undefined,
        ),
    }),
  },
  {
    id: 'nodedb/collection-goes-before-the-id',
    violates: 'NDB-015',
    explain: 'A ResyncRequest is written with its collection before its id.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) => {
        const encoded = original.encode(message)
        const { collection } = message as { readonly collection?: string }
        if (encoded.frame === undefined || encoded.frame[0] !== 0x50 || collection === undefined) return encoded
        const without = original.encode({ ...(message as object), from_mutation_id: '0' })
        if (without.frame === undefined) return encoded
        const text = Buffer.byteLength(collection) + (Buffer.byteLength(collection) < 32 ? 1 : 2)
        const id = 1 + encoded.frame.length - without.frame.length
        const head = encoded.frame.subarray(0, encoded.frame.length - text - id)
        const tail = encoded.frame.subarray(encoded.frame.length - text - id)
        return { frame: Uint8Array.from([...head, ...tail.subarray(id), ...tail.subarray(0, id)]) }
      },
    }),
  },
  {
    id: 'nodedb/depth-and-rate-are-swapped',
    violates: 'NDB-016',
    explain: 'A throttle is written with rate and depth exchanged.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) => {
        const { queue_depth, suggested_rate } = message as {
          readonly queue_depth?: string
          readonly suggested_rate?: string
        }
        return original.encode(
          queue_depth === undefined
            ? message
            : { ...(message as object), queue_depth: suggested_rate, suggested_rate: queue_depth },
        )
      },
    }),
  },
  {
    id: 'nodedb/reasons-are-read-in-snake-case',
    violates: 'NDB-017',
    explain: 'A reason is read whatever the case of its name.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) =>
        mended(bytes, original.decode, (retry) => {
          const hex = hexOf(bytes).slice(10)
          const spelled = hex
            .replace('ac73657175656e63655f676170', 'ab53657175656e6365476170')
            .replace('ab73657175656e6365676170', 'ab53657175656e6365476170')
          const body = bytesOf(spelled)
          return spelled === hex ? undefined : retry([0x50, body.length, 0, 0, 0, ...body])
        }),
    }),
  },
  {
    id: 'nodedb/expected-and-received-are-swapped',
    violates: 'NDB-018',
    explain: 'A SequenceGap is written with received before expected.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) => {
        const { reason } = message as {
          readonly reason?: { readonly kind?: string; readonly expected?: string; readonly received?: string }
        }
        if (reason?.kind !== 'SequenceGap') return original.encode(message)
        const { expected, received } = reason
        return original.encode({
          ...(message as object),
          reason: { ...reason, expected: received, received: expected },
        })
      },
    }),
  },
  {
    id: 'nodedb/mismatch-is-a-bare-integer',
    violates: 'NDB-019',
    explain: 'The payload of ChecksumMismatch is read as a bare integer, too.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) =>
        mended(bytes, original.decode, (retry) => {
          const at = hexOf(bytes).indexOf('4d69736d61746368') / 2 + 8
          if (at < 8 || bytes[at] === 0x91) return undefined
          const body = [...bytes.subarray(5, at), 0x91, ...bytes.subarray(at)]
          return retry([0x50, body.length, 0, 0, 0, ...body])
        }),
    }),
  },
  {
    id: 'nodedb/unit-variants-are-bare',
    violates: 'NDB-020',
    explain: 'A dependency was upgraded, and variants without members lost their payload.',
    part: 'codec',
    apply: (_original, parts) => ({
      encode: (message) => encodeFrame(message, { ...parts.settings.dialect(), unitVariant: 'bare' }),
      decode: (bytes) => decodeFrame(bytes, { ...parts.settings.dialect(), unitVariant: 'bare' }),
    }),
  },
  {
    id: 'nodedb/nil-is-all-collections',
    violates: 'NDB-029',
    explain: 'Nil is read as the empty collection.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) =>
        mended(bytes, original.decode, (retry) =>
          bytes[bytes.length - 1] === 0xc0 ? retry([...bytes.subarray(0, -1), 0xa0]) : undefined,
        ),
    }),
  },
  {
    id: 'nodedb/hints-are-lost',
    violates: 'NDB-034',
    explain: 'The hint of a DeltaReject is lost on reading.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (read.message?.type !== 'DeltaReject') return read
        const { compensation: _, ...message } = read.message
        return retold(read, message)
      },
    }),
  },
  {
    id: 'nodedb/payloads-are-arrays',
    violates: 'NDB-038',
    explain: 'The payload of a delta is an array of integers.',
    part: 'codec',
    apply: (_original, parts) => ({
      encode: (message) => encodeFrame(message, { ...parts.settings.dialect(), bytesAs: 'intArray' }),
    }),
  },
  {
    id: 'nodedb/four-members-are-half-read',
    violates: 'NDB-040',
    explain: 'A ResyncRequest of a later dialect is read without its last member.',
    part: 'codec',
    apply: (original, parts) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (read.error?.code !== 'body-invalid' || bytes[0] !== 0x50) return read
        const later = decodeFrame(bytes, { ...parts.settings.dialect(), resyncFields: 4 })
        if (later.message?.type !== 'ResyncRequest') return read
        const { shape_id: _, ...message } = later.message
        return retold(later, message)
      },
    }),
  },
]
