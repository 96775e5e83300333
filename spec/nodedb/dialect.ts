import type { Json } from '../json.ts'

/** A wire dialect as a set of knobs: what differs between the releases that really exist (spec/nodedb/README.md). */
export interface Dialect {
  readonly name: string
  /** plain: type and length. checked: version, type, length and CRC32C of the body. */
  readonly header: 'plain' | 'checked'
  /** A byte string is a bin value, or an array of integers. */
  readonly bytesAs: 'bin' | 'intArray'
  /** A variant without members is a pair with nil, or the bare name. */
  readonly unitVariant: 'pairNil' | 'bare'
  /** 4 adds shape_id. */
  readonly resyncFields: 3 | 4
  /** 7 adds device_valid_time_ms, 10 producer_id, epoch and seq, 12 device_id and delta_signature. */
  readonly deltaPushFields: 6 | 7 | 10 | 12
  /** 3 adds clock_skew_warning_ms, 5 applied_seq and status. */
  readonly deltaAckFields: 2 | 3 | 5
  /** 8 adds producer_id and accepted_epoch, 9 delta_signing_key. */
  readonly handshakeAckFields: 6 | 8 | 9
  /** Type bytes that are known; every other one is refused. */
  readonly types: readonly number[]
  /** Those among them whose body this specification does not describe: read and written as bytes. */
  readonly opaque: readonly number[]
}

const KNOBS = {
  header: ['plain', 'checked'],
  bytesAs: ['bin', 'intArray'],
  unitVariant: ['pairNil', 'bare'],
  resyncFields: [3, 4],
  deltaPushFields: [6, 7, 10, 12],
  deltaAckFields: [2, 3, 5],
  handshakeAckFields: [6, 8, 9],
} as const

/** Codes from first to last. */
function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

const FIRST_TYPES = [
  ...[0x01, 0x02, 0x10, 0x11, 0x12, 0x20, 0x21, 0x22, 0x23, 0x30, 0x40, 0x41],
  ...[0x50, 0x52, 0x60, 0x61, 0x70, 0x80, 0x81, 0x82, 0xff],
]
const PURGE = 0x14
const ARRAYS = range(0x90, 0x97)
const ENGINES = range(0xa0, 0xad)

const P0: Dialect = {
  name: 'P0',
  header: 'plain',
  bytesAs: 'intArray',
  unitVariant: 'pairNil',
  resyncFields: 3,
  deltaPushFields: 6,
  deltaAckFields: 2,
  handshakeAckFields: 6,
  types: FIRST_TYPES,
  opaque: [],
}
const P1: Dialect = { ...P0, name: 'P1', bytesAs: 'bin', types: [...FIRST_TYPES, PURGE] }
const P1m: Dialect = { ...P1, name: 'P1m', deltaPushFields: 7, deltaAckFields: 3, types: [...P1.types, ...ARRAYS] }
const P3: Dialect = { ...P1m, name: 'P3', types: [...P1m.types, ...ENGINES], opaque: ENGINES }
const P4: Dialect = {
  ...P3,
  name: 'P4',
  header: 'checked',
  unitVariant: 'bare',
  resyncFields: 4,
  deltaPushFields: 10,
  deltaAckFields: 5,
  handshakeAckFields: 8,
  types: [...P3.types, 0x13],
  opaque: [...ENGINES, 0x13, 0x40, 0x41, 0x90, 0x95],
}
const P6: Dialect = {
  ...P4,
  name: 'P6',
  deltaPushFields: 12,
  handshakeAckFields: 9,
  types: [...P4.types, 0x15, 0x16, 0x98, 0x99, 0xae, 0xaf],
  opaque: [...P4.opaque, PURGE, 0x15, 0x16, 0x70, 0x96, 0x98, 0x99, 0xae, 0xaf],
}

/** The named dialects, oldest first. P1 is the published document's and the default; P1m and P2 differ by name only. */
export const DIALECTS: Readonly<Record<string, Dialect>> = {
  P0,
  P1,
  P1m,
  P2: { ...P1m, name: 'P2' },
  P3,
  P4,
  P5: { ...P6, name: 'P5', header: 'plain' },
  P6,
}

/** The dialect of the published document. */
export const DEFAULT_DIALECT: Dialect = P1

/**
 * The dialect that the PICS parameter `dialect` means: a name, or an object of knobs of which `base` (default P1) names the
 * dialect to start from. Absent, it is P1. A string answer says what was expected.
 */
export function dialectOf(parameter: Json | undefined): Dialect | string {
  if (parameter === undefined) return DEFAULT_DIALECT
  if (typeof parameter === 'string') return named(parameter)
  if (typeof parameter !== 'object' || parameter === null || Array.isArray(parameter)) {
    return `expected a dialect name or an object of knobs, found ${JSON.stringify(parameter)}; see spec/nodedb/README.md`
  }
  const { base = DEFAULT_DIALECT.name, ...changes } = parameter
  const start = named(base)
  if (typeof start === 'string') return start
  for (const [knob, value] of Object.entries(changes)) {
    const values: readonly Json[] | undefined = Object.hasOwn(KNOBS, knob)
      ? KNOBS[knob as keyof typeof KNOBS]
      : undefined
    if (values === undefined)
      return `${knob}: expected one of ${Object.keys(KNOBS).join(', ')}; see spec/nodedb/README.md`
    if (!values.includes(value)) {
      return `${knob}: expected one of ${values.join(', ')}, found ${JSON.stringify(value)}; see spec/nodedb/README.md`
    }
  }
  const knobs = Object.entries(changes).map(([knob, value]) => `,${knob}=${String(value)}`)
  return { ...start, ...(changes as Partial<Dialect>), name: `${start.name}${knobs.join('')}` }
}

function named(name: Json): Dialect | string {
  if (typeof name === 'string' && Object.hasOwn(DIALECTS, name)) return DIALECTS[name] as Dialect
  return `expected a dialect of ${Object.keys(DIALECTS).join(', ')}, found ${JSON.stringify(name)}; see spec/nodedb/README.md`
}
