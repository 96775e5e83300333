import { createHash } from 'node:crypto'
import { chunk, chunksOf } from '../../../../spec/net/chunking.ts'
import { encodeMessage } from '../../../../spec/net/codec.ts'
import { filled } from '../../../../spec/net/fill.ts'
import { MAX_CHUNK_BYTES, MAX_PENDING_BYTES } from '../../../../spec/net/limits.ts'
import { type ScriptStep, scriptCheck, step } from '../../../kit/cases/script.ts'
import { codec } from '../../calls.ts'

/** How long, how many, and that nothing of the bytes is lost. */
function cut(length: number): ScriptStep {
  const total = chunksOf(length)
  const last = length - (total - 1) * MAX_CHUNK_BYTES
  const sha256 = createHash('sha256').update(filled(length, 7)).digest('hex')
  return step(
    codec.chunk(length, 7),
    { total, first: Math.min(length, MAX_CHUNK_BYTES), last, all: { length, sha256 } },
    total === 1 ? 'NET-021' : 'NET-022',
  )
}

/** The messages themselves. */
function messages(length: number): ScriptStep {
  const bytes = filled(length, 7)
  const written = chunk(bytes).map((piece) =>
    encodeMessage({
      type: 'SnapshotReady',
      daemon_origin: '7',
      seq_through: '9',
      chunk_index: piece.chunk_index,
      total_chunks: piece.total_chunks,
      snapshot_bytes: Buffer.from(piece.bytes).toString('hex'),
    }),
  )
  return step(
    codec.chunkBytes('7', '9', Buffer.from(bytes).toString('hex')),
    { messages: written.map((message) => Buffer.from(message.bytes ?? []).toString('hex')) },
    length <= MAX_CHUNK_BYTES ? 'NET-021' : 'NET-022',
  )
}

export const chunkSizes = scriptCheck({
  id: 'net/chunk-sizes',
  kind: 'wire',
  requirements: ['NET-021', 'NET-022'],
  needs: ['codec'],
  explain: 'Snapshots of every size, cut into chunks: one up to 7000 bytes, then as many as are needed.',
  scripts: () =>
    [1, 2, 3].flatMap((chunks) =>
      [-1, 0, 1].map((beside) => {
        const length = chunks * MAX_CHUNK_BYTES + beside
        return { name: `${length} bytes`, steps: [cut(length), messages(length)] }
      }),
    ),
  scenes: [
    {
      name: 'cut',
      dimension: 'size',
      range: { minimum: 1, maximum: MAX_PENDING_BYTES },
      inputs: (size) => [cut(size)],
    },
    {
      name: 'messages',
      dimension: 'size',
      range: { minimum: 1, maximum: 1024 * 1024 },
      inputs: (size) => [messages(size)],
    },
  ],
})
