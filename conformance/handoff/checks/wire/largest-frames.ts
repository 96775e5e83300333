import { MAX_FRAME } from '../../../../spec/handoff/frame.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { frameCheck } from '../frame-scripts.ts'

const id = '00112233-4455-4677-8899-aabbccddeeff'
const abort = (length: number): JsonObject => ({ type: 'Abort', handoff_id: id, reason: 'a'.repeat(length) })
const hello = (length: number): JsonObject => ({
  type: 'Hello',
  role: 'Incumbent',
  pid: 1234,
  build_id: '5a'.repeat(length),
  proto_min: 1,
  proto_max: 1,
  capabilities: { reserved: '0' },
})
const sealed = (count: number, revision: string): JsonObject => ({
  type: 'SealComplete',
  handoff_id: id,
  last_revision_per_shard: Array.from({ length: count }, () => revision),
  data_dir_fingerprint: '00'.repeat(32),
})
/** The longest of each kind that has a frame. */
const longest: readonly (readonly [string, (length: number) => JsonObject, number])[] = [
  ['reason', abort, 1_048_553],
  ['build id', hello, 1_048_564],
  ['list of revisions of one byte', (count) => sealed(count, '1'), 1_048_521],
  ['list of revisions of ten bytes', (count) => sealed(count, '18446744073709551615'), 104_852],
]
const length = (declared: number): string => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(declared)
  return bytes.toString('hex')
}

export const largestFrames = frameCheck({
  slug: 'largest-frames',
  requirements: ['HOF-012', 'HOF-015', 'HOF-016'],
  explain:
    'The longest reason, build id and lists that have a frame, written and read; one more, and longer lengths, refused.',
  scripts: (frames) => [
    ...longest.flatMap(([name, message, most]) => [
      ...frames.both(`the longest ${name}`, message(most), [
        'HOF-015',
        'HOF-016',
        ...(name === 'build id' ? ['HOF-012'] : []),
      ]),
      frames.encoding(`a longer ${name}`, message(most + 1), ['HOF-016']),
    ]),
    ...[MAX_FRAME - 1, MAX_FRAME].map((declared) =>
      frames.decoding(
        `a declared length of ${declared}, and ${declared} bytes`,
        length(declared) + '01000d'.padEnd(2 * declared, '0'),
        ['HOF-015'],
      ),
    ),
    ...[MAX_FRAME + 1, 2 ** 31, 2 ** 32 - 1].map((declared) =>
      frames.decoding(`a declared length of ${declared}`, length(declared), ['HOF-015']),
    ),
  ],
})
