import { chunksOf } from '../../../spec/net/chunking.ts'
import { filled } from '../../../spec/net/fill.ts'
import { MAX_CHUNK_BYTES, MAX_TOTAL_CHUNKS } from '../../../spec/net/limits.ts'
import type { DecodeError, EncodeError } from '../../../spec/net/refusal.ts'
import { type Handlers, ok, refused } from './answer.ts'
import { bytesOf, digestOf, hexOf } from './codec.ts'
import type { Parts } from './parts.ts'

const tooLarge = refused(
  'snapshot_too_large',
  `expected at most ${MAX_TOTAL_CHUNKS} chunks of ${MAX_CHUNK_BYTES} bytes`,
)

/** Bytes and values: no node is needed. */
export function codecOperations(parts: Parts): Handlers {
  const { codec } = parts
  return {
    'codec.encode': ({ message }) => {
      const { bytes, error } = codec.encode(message)
      return error === undefined ? ok({ hex: hexOf(bytes) }) : notWritten(error)
    },
    'codec.decode': ({ hex }) => {
      const { message, consumed, error } = { consumed: 0, ...codec.decode(bytesOf(hex)) }
      return error === undefined ? ok({ message, consumed }) : notRead(error)
    },
    'codec.chunk': ({ length, seed }) => {
      if (chunksOf(length) > MAX_TOTAL_CHUNKS) return tooLarge
      const pieces = codec.chunk(filled(length, seed))
      return ok({
        total: pieces[0]?.total_chunks,
        first: pieces[0]?.bytes.length,
        last: pieces.at(-1)?.bytes.length,
        all: digestOf(...pieces.map(({ bytes }) => bytes)),
      })
    },
    'codec.chunk_bytes': ({ origin, sequence, bytes }) => {
      const snapshot = bytesOf(bytes)
      if (chunksOf(snapshot.length) > MAX_TOTAL_CHUNKS) return tooLarge
      const messages = codec.chunk(snapshot).map((piece) =>
        codec.encode({
          type: 'SnapshotReady',
          daemon_origin: origin,
          seq_through: sequence,
          chunk_index: piece.chunk_index,
          total_chunks: piece.total_chunks,
          snapshot_bytes: hexOf(piece.bytes),
        }),
      )
      return ok({
        messages: messages.flatMap((written) => (written.bytes === undefined ? [] : [hexOf(written.bytes)])),
      })
    },
    'codec.classify': ({ reason }) => ok({ code: codec.code(reason), retriable: codec.retriable(reason) }),
    'snapshot.encode': ({ snapshot }) => {
      const written = codec.encodeSnapshot(snapshot)
      return 'bytes' in written ? ok({ hex: hexOf(written.bytes) }) : notWritten(written.error)
    },
    'snapshot.decode': ({ hex }) => {
      const read = codec.decodeSnapshot(bytesOf(hex))
      return 'snapshot' in read ? ok({ snapshot: read.snapshot }) : notRead(read.error)
    },
    'ledger.encode': ({ ledger }) => {
      const written = codec.encodeLedger(ledger)
      return 'bytes' in written ? ok({ hex: hexOf(written.bytes) }) : notWritten(written.error)
    },
    'ledger.decode': ({ hex }) => {
      const read = codec.decodeLedger(bytesOf(hex))
      return 'ledger' in read ? ok({ ledger: read.ledger }) : notRead(read.error)
    },
    'chain.next': ({ link, payload }) => ok({ parent_hash: codec.parentHash(link, bytesOf(payload)) }),
  }
}

function notRead({ code, offset, message }: DecodeError): ReturnType<typeof refused> {
  return refused(code, message, { offset })
}

function notWritten({ code, place, message }: EncodeError): ReturnType<typeof refused> {
  return refused(code, message, { place })
}
