import { createHash } from 'node:crypto'
import type { Digest } from '../../../spec/net/adapter.types.ts'
import { parentHash } from '../../../spec/net/chain.ts'
import { chunk, type Piece } from '../../../spec/net/chunking.ts'
import {
  type Decoded,
  type DecodeFailure,
  decodeMessage,
  type Encoded,
  type EncodeFailure,
  encodeMessage,
} from '../../../spec/net/codec.ts'
import { decodeLedger, encodeLedger } from '../../../spec/net/ledger.ts'
import type { CausalLink, FailureReason } from '../../../spec/net/messages.types.ts'
import { REASONS } from '../../../spec/net/reason.ts'
import { decodeSnapshot, encodeSnapshot } from '../../../spec/net/snapshot.ts'
import type { Parts } from './parts.ts'

/** Bytes of messages, of the two containers, of chunks and of parent hashes. */
export interface Codec {
  encode(message: unknown): Encoded | EncodeFailure
  decode(bytes: Uint8Array): Decoded | DecodeFailure
  chunk(snapshot: Uint8Array): readonly Piece[]
  code(reason: FailureReason): number
  retriable(reason: FailureReason): boolean
  encodeSnapshot(snapshot: unknown): ReturnType<typeof encodeSnapshot>
  decodeSnapshot(bytes: Uint8Array): ReturnType<typeof decodeSnapshot>
  encodeLedger(ledger: unknown): ReturnType<typeof encodeLedger>
  decodeLedger(bytes: Uint8Array): ReturnType<typeof decodeLedger>
  /** The parent hash of the output behind one with this link and payload. */
  parentHash(before: CausalLink, payload: Uint8Array): string
}

export function createCodec(parts: Parts): Codec {
  return {
    encode: (message) => encodeMessage(message, parts.settings.dialect()),
    decode: (bytes) => decodeMessage(bytes, parts.settings.dialect()),
    chunk: (snapshot) => chunk(snapshot),
    code: ({ kind }) => REASONS[kind].code,
    retriable: ({ kind }) => REASONS[kind].retriable,
    encodeSnapshot: (snapshot) => encodeSnapshot(snapshot),
    decodeSnapshot: (bytes) => decodeSnapshot(bytes),
    encodeLedger: (ledger) => encodeLedger(ledger),
    decodeLedger: (bytes) => decodeLedger(bytes),
    parentHash: (before, payload) => parentHash(before, payload),
  }
}

export function bytesOf(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex')
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
}

/** Length and SHA-256 of bytes, or of pieces in a row. */
export function digestOf(...pieces: readonly Uint8Array[]): Digest {
  const hash = createHash('sha256')
  let length = 0
  for (const piece of pieces) {
    hash.update(piece)
    length += piece.length
  }
  return { length, sha256: hash.digest('hex') }
}
