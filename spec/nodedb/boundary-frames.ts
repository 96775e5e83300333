import type { JsonObject } from '../json.ts'
import { encodeFrame } from './codec.ts'
import { DIALECTS, type Dialect } from './dialect.ts'
import { framed, headerLength } from './frame.ts'

/** A message at the end of a range, with the requirements that it shows. */
export interface BoundaryMessage {
  readonly name: string
  readonly message: JsonObject
  readonly requirements: readonly string[]
}

/** Bytes at the end of a range, as lower-case hex. */
export interface BoundaryFrame {
  readonly name: string
  readonly hex: string
  readonly requirements: readonly string[]
}

/** Powers of two at which an integer takes another form or is lost in another type. */
const powers = [5, 7, 8, 15, 16, 31, 32, 53, 63] as const
const numbers: readonly (readonly [string, bigint])[] = [
  ['0', 0n],
  ['1', 1n],
  ...powers.flatMap((power): (readonly [string, bigint])[] => [
    [`2^${power} less 1`, 2n ** BigInt(power) - 1n],
    [`2^${power}`, 2n ** BigInt(power)],
  ]),
  ['2^53 and 1', 2n ** 53n + 1n],
  ['2^64 less 2', 2n ** 64n - 2n],
  ['2^64 less 1', 2n ** 64n - 1n],
]
/** Lengths at which the header of a string changes, in bytes, which are no characters. */
const lengths: readonly (readonly [string, string])[] = [
  ['no text', ''],
  ['31 bytes', 'a'.repeat(31)],
  ['32 bytes', 'a'.repeat(32)],
  ['32 bytes in 31 characters', `${'a'.repeat(30)}é`],
  ['255 bytes', 'a'.repeat(255)],
  ['256 bytes', 'a'.repeat(256)],
  ['256 bytes in 129 characters', `${'é'.repeat(127)}aa`],
]
/** Characters that careless code trims, folds, normalises or ends at. */
const texts: readonly (readonly [string, string])[] = [
  ['NUL', '\0'],
  ['NUL inside', 'a\0b'],
  ['byte order mark', '\ufeffx'],
  ['composed', 'é'],
  ['decomposed', 'e\u0301'],
  ['emoji', '💧'],
  ['blanks', ' a '],
  ['upper case', 'A'],
  ['line break', '\r\n'],
]

const resync = (id: bigint, collection = ''): JsonObject => ({
  type: 'ResyncRequest',
  reason: { kind: 'ChecksumMismatch', mutation_id: `${id}` },
  from_mutation_id: `${id}`,
  collection,
})
const everything: JsonObject = {
  type: 'ResyncRequest',
  reason: { kind: 'CorruptedState' },
  from_mutation_id: '0',
  collection: 'a',
}
const throttle = (rate: bigint): JsonObject => ({
  type: 'Throttle',
  throttle: true,
  queue_depth: `${rate}`,
  suggested_rate: `${rate}`,
})
const push: JsonObject = {
  type: 'DeltaPush',
  collection: 'a',
  document_id: 'd',
  delta: 'ff00',
  peer_id: '1',
  mutation_id: '1',
  checksum: 4_294_967_295,
}

const named = ([name, text]: readonly [string, string], requirement: string): BoundaryMessage => ({
  name: `collection: ${name}`,
  message: resync(1n, text),
  requirements: [requirement],
})

/** Integers and strings at their ends. */
export const boundaryMessages: readonly BoundaryMessage[] = [
  ...numbers.flatMap(([name, value]) => [
    { name: `id ${name}`, message: resync(value), requirements: ['NDB-022', 'NDB-025'] },
    { name: `rate ${name}`, message: throttle(value), requirements: ['NDB-022', 'NDB-025'] },
  ]),
  ...lengths.map((length) => named(length, 'NDB-026')),
  ...texts.map((text) => named(text, 'NDB-027')),
  { name: 'checksum 2^32 less 1', message: push, requirements: ['NDB-022', 'NDB-038'] },
]

/** Strings at the ends of 16-bit lengths. */
export const longMessages: readonly BoundaryMessage[] = [
  named(['65535 bytes', 'a'.repeat(65_535)], 'NDB-026'),
  named(['65536 bytes', 'a'.repeat(65_536)], 'NDB-026'),
]

/** Values that have no frame; what differs from one that has is one thing each. */
export const unwritableMessages: readonly BoundaryMessage[] = Object.entries({
  'id below 0': { ...resync(1n), from_mutation_id: '-1' },
  'id 2^64': { ...resync(1n), from_mutation_id: '18446744073709551616' },
  'id 1.5': { ...resync(1n), from_mutation_id: '1.5' },
  'id with a leading zero': { ...resync(1n), from_mutation_id: '01' },
  'id as a number': { ...resync(1n), from_mutation_id: 1 },
  'rate 2^64': { ...throttle(1n), suggested_rate: '18446744073709551616' },
  'throttle as a number': { ...throttle(1n), throttle: 1 },
  'no collection': { type: 'ResyncRequest', reason: { kind: 'CorruptedState' }, from_mutation_id: '0' },
  'unknown reason': { ...resync(1n), reason: { kind: 'NoSuchReason' } },
  'unknown message': { type: 'NoSuchMessage' },
  'checksum 2^32': { ...push, checksum: 2 ** 32 },
  'half a byte': { ...push, delta: 'f' },
}).map(([name, message]) => ({ name: `unwritable: ${name}`, message, requirements: ['NDB-011'] }))

/** A request and a throttle of the dialect, whole, by name. */
export const wholeFrames = (dialect: Dialect): readonly (readonly [string, string])[] => [
  ['request', frameOf(resync(42n, 'orders'), dialect)],
  ['throttle', frameOf(throttle(100n), dialect)],
]

/** The same body under a type byte. */
export function typeFrame(code: number, dialect: Dialect): BoundaryFrame {
  const hex = hexOf(framed(code, Uint8Array.of(0x93, 0xc2, 0, 0), dialect))
  return { name: `type ${code.toString(16).padStart(2, '0')}`, hex, requirements: ['NDB-005'] }
}

/** Frames cut at every byte, frames with bytes behind them, and frames of the other dialects. */
export function boundaryFrames(dialect: Dialect): readonly BoundaryFrame[] {
  return [
    ...wholeFrames(dialect).flatMap(([name, hex]) => [
      ...Array.from({ length: hex.length / 2 }, (_, length) => ({
        name: `${name} cut to ${length} bytes`,
        hex: hex.slice(0, 2 * length),
        requirements: [length < headerLength(dialect) ? 'NDB-004' : 'NDB-006'],
      })),
      { name: `${name} and a zero`, hex: `${hex}00`, requirements: ['NDB-007'] },
      { name: `${name} and ff`, hex: `${hex}ff`, requirements: ['NDB-007'] },
      { name: `${name} twice`, hex: hex + hex, requirements: ['NDB-007'] },
    ]),
    ...Object.values(DIALECTS)
      .filter(({ name }) => name !== dialect.name)
      .flatMap((other) =>
        [resync(5n, 'a'), everything, throttle(3n), push].map((message) => ({
          name: `${message === everything ? 'full ResyncRequest' : message.type} of ${other.name}`,
          hex: frameOf(message, other),
          requirements: ['NDB-040'],
        })),
      ),
  ]
}

function frameOf(message: JsonObject, dialect: Dialect): string {
  const { frame, error } = encodeFrame(message, dialect)
  if (frame === undefined) throw new Error(`${message.type} in ${dialect.name}: ${error.code}`)
  return hexOf(frame)
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
