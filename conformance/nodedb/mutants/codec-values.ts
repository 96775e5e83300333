import type { Mutant } from '../../kit/mutation/mutant.ts'
import { mended, refused, retold } from '../altered-frames.ts'
import { widened } from '../checks/widened.ts'
import type { Parts } from '../reference/parts.ts'

/** MessagePack values that are written or read wrongly. */
export const codecValuesMutants: readonly Mutant<Parts, 'codec'>[] = [
  {
    id: 'nodedb/one-is-true',
    violates: 'NDB-021',
    explain: 'A throttle with 1 or 0 for its boolean is read.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) =>
        mended(bytes, original.decode, (retry) =>
          bytes[0] === 0x52 && (bytes[6] as number) <= 1
            ? retry([...bytes.subarray(0, 6), 0xc2 + (bytes[6] as number), ...bytes.subarray(7)])
            : undefined,
        ),
    }),
  },
  {
    id: 'nodedb/integers-are-written-wide',
    violates: 'NDB-022',
    explain: 'Integers of a throttle are written with 32 bits.',
    part: 'codec',
    apply: (original, parts) => ({
      encode: (message) => {
        const encoded = original.encode(message)
        return encoded.frame?.[0] === 0x52 ? { frame: widened(encoded.frame, parts.settings.dialect()) } : encoded
      },
    }),
  },
  {
    id: 'nodedb/wide-headers-are-refused',
    violates: 'NDB-023',
    explain: 'Integers and strings in wider headers than needed are refused.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (read.message === undefined || read.unread > 0) return read
        const again = original.encode(read.message)
        return again.frame !== undefined && again.frame.length < read.consumed ? refused('body-invalid') : read
      },
    }),
  },
  {
    id: 'nodedb/signed-integers-are-read',
    violates: 'NDB-024',
    explain: 'A signed marker is read where an unsigned integer is due.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) =>
        mended(bytes, original.decode, (retry) => {
          const at = bytes.findIndex((byte) => byte === 0xd0 || byte === 0xd3)
          return at < 5 ? undefined : retry(bytes.map((byte, index) => (index === at ? byte - 4 : byte)))
        }),
    }),
  },
  {
    id: 'nodedb/ids-are-doubles',
    violates: 'NDB-025',
    explain: 'Ids are read as doubles.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (read.message?.type !== 'ResyncRequest') return read
        const id = BigInt.asUintN(64, BigInt(Number(read.message.from_mutation_id)))
        return retold(read, { ...read.message, from_mutation_id: `${id}` })
      },
    }),
  },
  {
    id: 'nodedb/strings-have-long-headers',
    violates: 'NDB-026',
    explain: 'A string of 31 bytes is written with the header of 32.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) => {
        const encoded = original.encode(message)
        const { collection } = message as { readonly collection?: string }
        if (encoded.frame?.[0] !== 0x50 || collection === undefined || Buffer.byteLength(collection) !== 31)
          return encoded
        const at = encoded.frame.length - 32
        const frame = Uint8Array.from([...encoded.frame.subarray(0, at), 0xd9, 31, ...encoded.frame.subarray(at + 1)])
        frame[1] = (frame[1] as number) + 1
        return { frame }
      },
    }),
  },
  {
    id: 'nodedb/strings-are-normalised',
    violates: 'NDB-027',
    explain: 'Collections are trimmed and normalised.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (read.message?.type !== 'ResyncRequest') return read
        return retold(read, { ...read.message, collection: read.message.collection.normalize('NFC').trim() })
      },
    }),
  },
  {
    id: 'nodedb/invalid-text-is-replaced',
    violates: 'NDB-028',
    explain: 'Bytes that are not UTF-8 are replaced by question marks.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) =>
        mended(bytes, original.decode, (retry) =>
          retry(bytes.map((byte, at) => (at > 28 && byte >= 0x80 && at >= bytes.length - 4 ? 0x3f : byte))),
        ),
    }),
  },
  {
    id: 'nodedb/long-strings-are-clipped',
    violates: 'NDB-030',
    explain: 'A string whose length exceeds the input is read as far as it goes.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) =>
        mended(bytes, original.decode, (retry) => {
          const at = bytes.lastIndexOf(0xdb)
          return at < 5 ? undefined : retry([...bytes.subarray(0, at), 0xa0, ...bytes.subarray(at + 1)])
        }),
    }),
  },
  {
    id: 'nodedb/values-must-fill-the-body',
    violates: 'NDB-031',
    explain: 'Bytes behind the value inside the body are refused.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        return read.message !== undefined && read.unread > 0 ? refused('body-invalid') : read
      },
    }),
  },
  {
    id: 'nodedb/bodies-are-padded',
    violates: 'NDB-032',
    explain: 'A nil stands behind the value in every body.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) => {
        const encoded = original.encode(message)
        if (encoded.frame === undefined) return encoded
        const frame = Uint8Array.from([...encoded.frame, 0xc0])
        new DataView(frame.buffer).setUint32(1, frame.length - 5, true)
        return { frame }
      },
    }),
  },
  {
    id: 'nodedb/times-lose-their-sign',
    violates: 'NDB-036',
    explain: 'Negative times of a time series are written without their sign.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) => {
        const { min_ts } = message as { readonly min_ts?: unknown }
        return original.encode(
          typeof min_ts === 'string' ? { ...(message as object), min_ts: min_ts.replace('-', '') } : message,
        )
      },
    }),
  },
  {
    id: 'nodedb/first-of-two-equal-keys-wins',
    violates: 'NDB-036',
    explain: 'Of a key that a map has twice the first value counts.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        const hex = Buffer.from(bytes).toString('hex')
        // A map of two pairs whose key "a" comes twice, with the values 1 and 2.
        return read.message !== undefined && hex.includes('82a16101a16102')
          ? original.decode(Buffer.from(hex.replace('82a16101a16102', '82a16101a16101'), 'hex'))
          : read
      },
    }),
  },
  {
    id: 'nodedb/checksums-are-of-32-bytes',
    violates: 'NDB-039',
    explain: 'A checksum is wrong from 33 bytes on.',
    part: 'codec',
    apply: (original) => ({
      crc32c: (bytes) => (bytes.length > 32 ? (original.crc32c(bytes) ^ 1) >>> 0 : original.crc32c(bytes)),
    }),
  },
  {
    id: 'nodedb/payloads-have-16-bit-lengths',
    violates: 'NDB-038',
    explain: 'A payload is written with a length of 16 bits, whatever its length is.',
    part: 'codec',
    apply: (original) => ({
      encode: (message) => {
        const encoded = original.encode(message)
        const at = encoded.frame === undefined ? -1 : Buffer.from(encoded.frame).indexOf(Uint8Array.of(0xc6, 0, 1))
        if (encoded.frame === undefined || at < 0) return encoded
        const { frame } = encoded
        const short = Uint8Array.from([...frame.subarray(0, at), 0xc5, ...frame.subarray(at + 3)])
        new DataView(short.buffer).setUint32(1, short.length - 5, true)
        return { frame: short }
      },
    }),
  },
  {
    id: 'nodedb/empty-lists-end-the-process',
    violates: 'NDB-033',
    explain: 'A list without members ends the process that reads it.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (Object.values(read.message ?? {}).some((member) => Array.isArray(member) && member.length === 0))
          throw new RangeError('the first of none')
        return read
      },
    }),
  },
  {
    id: 'nodedb/characters-are-cut-at-64-bytes',
    violates: 'NDB-027',
    explain: 'A character that lies across the 64th byte of a text is replaced.',
    part: 'codec',
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (read.message?.type !== 'ResyncRequest') return read
        const text = Buffer.from(read.message.collection)
        const collection = `${text.subarray(0, 64).toString()}${text.subarray(64).toString()}`
        return retold(read, { ...read.message, collection })
      },
    }),
  },
  {
    id: 'nodedb/damaged-deltas-are-seen',
    violates: 'NDB-072',
    explain: 'A delta whose last member is of another type is refused, but its id is taken as seen.',
    part: 'codec',
    apply: (original, parts) => ({
      decode: (bytes) =>
        mended(bytes, original.decode, (retry) => {
          for (let cut = 1; cut < 8 && cut < bytes.length - 5; cut++) {
            const body = [...bytes.subarray(5, bytes.length - cut), 0]
            const other = retry([bytes[0] as number, body.length, 0, 0, 0, ...body])
            if (other?.message.type !== 'DeltaPush') continue
            const stream = parts.streams.find('1', other.message.collection)
            const id = BigInt(other.message.mutation_id)
            if (stream?.phase === 'gapped' && id > stream.until) stream.until = id
            return undefined
          }
          return undefined
        }),
    }),
  },
  {
    id: 'nodedb/texts-end-after-a-mebibyte',
    violates: 'NDB-027',
    explain: 'Of a text of more than 1 MiB the rest is left out.',
    part: 'codec',
    thorough: true,
    apply: (original) => ({
      decode: (bytes) => {
        const read = original.decode(bytes)
        if (read.message?.type !== 'ResyncRequest') return read
        return retold(read, { ...read.message, collection: read.message.collection.slice(0, 2 ** 20) })
      },
    }),
  },
]
