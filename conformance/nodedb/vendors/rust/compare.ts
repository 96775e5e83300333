import { spawnSync } from 'node:child_process'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { Json, JsonObject } from '../../../../spec/json.ts'
import { decodeFrame, encodeFrame } from '../../../../spec/nodedb/codec.ts'
import { crc32c } from '../../../../spec/nodedb/crc32c.ts'
import { type Dialect, dialectOf } from '../../../../spec/nodedb/dialect.ts'
import { headerLength } from '../../../../spec/nodedb/frame.ts'
import { messageArbitrary } from '../../../../spec/nodedb/message-arbitrary.ts'
import vectors from '../../../../spec/nodedb/vectors.json' with { type: 'json' }

// Compares the codec of spec/nodedb with the published crates: the vectors of the release's dialect, then random messages, then
// the same frames with changed bytes. `npx tsx compare.ts [RUNS] [SEED]` after build.sh; exit 1 on any difference.

interface Exchange {
  readonly op: string
  readonly params: JsonObject
  /** The `ok` member or the error code that the codec of spec/nodedb gives. */
  readonly expected: Json
}

const runs = Number(process.argv[2] ?? 2000)
const seed = Number(process.argv[3] ?? 1)
const built = `${import.meta.dirname}/target/release`
const programs: readonly (readonly string[])[] = [
  ...['0.0.4', '0.0.6', '0.2.1', '0.4.0', '0.6.2'].map((release) => [`${built}/nodedb-shim`, release]),
  [`${built}/nodedb-shim-zerompk-0-6-0`],
]

function ask(program: readonly string[], requests: readonly { op: string; params?: JsonObject }[]): JsonObject[] {
  const lines = requests.map((request, index) => `${JSON.stringify({ id: index + 1, ...request })}\n`)
  const [command = '', ...args] = program
  const { stdout, error } = spawnSync(command, args, { input: lines.join(''), maxBuffer: 2 ** 30 })
  if (error !== undefined) throw error
  const replies = stdout.toString().trimEnd().split('\n')
  return replies.map((line) => JSON.parse(line) as JsonObject)
}

function encoding(message: Json, dialect: Dialect): Exchange {
  const { frame, error } = encodeFrame(message, dialect)
  const expected = frame === undefined ? (error?.code ?? '') : { frame: Buffer.from(frame).toString('hex') }
  return { op: 'codec.encode', params: { message }, expected }
}

function decoding(bytes: Buffer, dialect: Dialect): Exchange {
  const { error, unread: _unread, ...read } = { error: undefined, unread: 0, ...decodeFrame(bytes, dialect) }
  return { op: 'codec.decode', params: { hex: bytes.toString('hex') }, expected: error?.code ?? (read as JsonObject) }
}

/** The frame with up to three bytes of its body changed, in a header that fits again; or with a byte of the header changed. */
function damaged(frame: Buffer, changes: readonly (readonly [number, number])[], dialect: Dialect): Buffer {
  const bytes = Buffer.from(frame)
  const header = headerLength(dialect)
  for (const [at, byte] of changes) bytes[at % bytes.length] = byte
  if (changes.length === 1 || bytes.length === header) return bytes
  bytes.set(frame.subarray(0, header))
  if (header === 10) bytes.writeUInt32LE(crc32c(bytes.subarray(header)), 6)
  return bytes
}

function exchanges(dialect: Dialect, declared: Json): Exchange[] {
  const own = <T extends { dialect: Json }>(rows: readonly T[]) =>
    rows.filter((row) => isDeepStrictEqual(row.dialect, declared))
  const goldens = own(vectors.goldens)
  const change = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 3 })
  const random = fc.sample(fc.tuple(messageArbitrary(dialect), change), { numRuns: runs, seed })
  return [
    ...goldens.map(({ message, frame }) => ({ op: 'codec.encode', params: { message }, expected: { frame } })),
    ...[...own(vectors.accepted), ...own(vectors.refused)].map(({ hex }) => decoding(Buffer.from(hex, 'hex'), dialect)),
    ...random.flatMap(([message, changes]) => {
      const frame = encodeFrame(message, dialect).frame ?? new Uint8Array()
      const bytes = Buffer.from(frame)
      return [encoding(message, dialect), decoding(bytes, dialect), decoding(damaged(bytes, changes, dialect), dialect)]
    }),
  ]
}

/** Maps have no order on the wire: frames of messages with larger maps are compared by what they mean. */
function alike(expected: Json, actual: Json, dialect: Dialect): boolean {
  if (isDeepStrictEqual(expected, actual)) return true
  const [mine, theirs] = [expected, actual].map((side) => (side as { frame?: string } | null)?.frame)
  if (mine === undefined || theirs === undefined || mine.length !== theirs.length) return false
  const [one, other] = [mine, theirs].map((frame) => decodeFrame(Buffer.from(frame, 'hex'), dialect))
  return one?.error === undefined && isDeepStrictEqual(one, other)
}

let different = 0
for (const program of programs) {
  const [hello = {}] = ask(program, [{ op: 'hello' }])
  const { version, parameters } = hello.ok as { version: string; parameters: { dialect: Json } }
  const dialect = dialectOf(parameters.dialect)
  if (typeof dialect === 'string') throw new RangeError(dialect)
  const asked = exchanges(dialect, parameters.dialect)
  const replies = ask(program, asked)
  const wrong = asked.filter(({ expected }, index) => {
    const { ok, error } = (replies[index] ?? {}) as { ok?: Json; error?: { code: string } }
    return !alike(expected, ok ?? error?.code ?? null, dialect)
  })
  different += wrong.length
  console.log(`nodedb-types ${version}, dialect ${dialect.name}: ${asked.length} exchanges, ${wrong.length} different`)
  for (const { op, params, expected } of wrong.slice(0, 3))
    console.log(op, JSON.stringify(params), JSON.stringify(expected))
}
process.exitCode = different === 0 ? 0 : 1
