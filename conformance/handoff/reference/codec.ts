import {
  type Decoded,
  type DecodeFailure,
  decodeFrame,
  decodeJournal,
  type Encoded,
  type EncodeFailure,
  encodeFrame,
  encodeJournal,
} from '../../../spec/handoff/codec.ts'
import { FrameReader } from '../../../spec/handoff/frame-reader.ts'
import type { Message } from '../../../spec/handoff/messages.types.ts'
import { negotiate, type VersionRange } from '../../../spec/handoff/negotiation.ts'
import type { Parts } from './parts.ts'

/** The versions that this implementation speaks (HOF-035). */
export const VERSIONS: VersionRange = { min: 1, max: 1 }

/** Bytes and messages. */
export interface Codec {
  encode(message: unknown, version?: number): Encoded | EncodeFailure
  decode(bytes: Uint8Array, negotiated?: number): Decoded | DecodeFailure
  reader(negotiated?: number): FrameReader
  negotiate(ours: VersionRange, theirs: VersionRange): number | undefined
  shortName(message: Message): string
  encodeJournal(record: unknown): ReturnType<typeof encodeJournal>
  decodeJournal(bytes: Uint8Array): ReturnType<typeof decodeJournal>
}

export function createCodec(parts: Parts): Codec {
  return {
    encode: (message, version) => encodeFrame(message, version),
    decode: (bytes, negotiated) => decodeFrame(bytes, parts.settings.rules(), negotiated),
    reader: (negotiated) => new FrameReader(parts.settings.rules(), negotiated),
    negotiate: (ours, theirs) => negotiate(ours, theirs),
    shortName: ({ type }) => type,
    encodeJournal: (record) => encodeJournal(record),
    decodeJournal: (bytes) => decodeJournal(bytes, parts.settings.rules()),
  }
}

export function bytesOf(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex')
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}
