import vectors from '../../../../spec/handoff/vectors.json' with { type: 'json' }
import type { JsonObject } from '../../../../spec/json.ts'
import { frameCheck, requirementsOf } from '../frame-scripts.ts'

const id = '00112233-4455-4677-8899-aabbccddeeff'
const edges = Array.from({ length: 9 }, (_, at) => 2n ** BigInt(7 * (at + 1)))
  .flatMap((edge) => [edge - 1n, edge])
  .concat(0n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n)
const numbers: readonly JsonObject[] = [
  ...edges.map((edge) => ({ type: 'Heartbeat', ts_ms: `${edge}` })),
  ...edges
    .filter((edge) => edge < 2n ** 32n)
    .concat(2n ** 32n - 1n)
    .map((edge) => ({ type: 'Drained', open_conns_remaining: Number(edge), accept_closed: false })),
  ...edges
    .filter((edge) => edge < 2n ** 16n)
    .concat(2n ** 16n - 1n)
    .map((edge) => ({ type: 'HelloAck', proto_version_chosen: Number(edge), handoff_id: id })),
]
const type = { type: 'Abort', handoff_id: id }
/** What is no message: the member that is wrong, and the requirement that says so. */
const unwritable: readonly (readonly [string, JsonObject, string])[] = [
  ['an unknown type', { ...type, type: 'Prepare', reason: '' }, 'HOF-003'],
  ['a missing member', type, 'HOF-004'],
  ['a further member', { ...type, reason: '', text: '' }, 'HOF-004'],
  ['a u64 of 2^64', { type: 'Heartbeat', ts_ms: '18446744073709551616' }, 'HOF-005'],
  ['a u32 of 2^32', { type: 'Drained', open_conns_remaining: 2 ** 32, accept_closed: true }, 'HOF-005'],
  ['a u16 of 2^16', { type: 'HelloAck', proto_version_chosen: 65536, handoff_id: id }, 'HOF-005'],
  ['an id without hyphens', { type: 'Begin', handoff_id: id.replaceAll('-', '') }, 'HOF-006'],
]

export const frameBoundaries = frameCheck({
  slug: 'frame-boundaries',
  requirements: [
    ...new Set([...numbers.flatMap(requirementsOf), 'HOF-017', 'HOF-018', 'HOF-019', 'HOF-020', 'HOF-026']),
  ].sort(),
  explain:
    'Numbers at which a varint grows, every length up to 8, every discriminant of one byte, and frames cut at every byte.',
  scripts: (frames) => [
    ...numbers.flatMap((message) => frames.both(JSON.stringify(message), message, requirementsOf(message))),
    ...unwritable.map(([name, message, requirement]) => frames.encoding(name, message, [requirement])),
    ...Array.from({ length: 8 }, (_, length) =>
      frames.decoding(`a declared length of ${length}`, `0${length}0000000100`.padEnd(28, '0'), [
        length < 2 ? 'HOF-017' : length === 2 ? 'HOF-018' : 'HOF-019',
      ]),
    ),
    ...Array.from({ length: 128 - 14 }, (_, at) =>
      frames.decoding(
        `discriminant ${at + 14}`,
        `130000000100${(at + 14).toString(16).padStart(2, '0')}${'00'.repeat(16)}`,
        ['HOF-020'],
      ),
    ),
    ...vectors.goldens.flatMap(({ name, frame }) =>
      Array.from({ length: frame.length / 2 }, (_, at) =>
        frames.decoding(`${name}, ${at} bytes of it`, frame.slice(0, 2 * at), ['HOF-026']),
      ),
    ),
    ...vectors.goldens.map(({ name, frame }) => {
      const bytes = Buffer.from(frame.slice(0, -2), 'hex')
      bytes.writeUInt32LE(bytes.length - 4)
      return frames.decoding(`${name} without its last byte`, bytes.toString('hex'), ['HOF-019'])
    }),
  ],
})
