import type { Json } from '../../../spec/json.ts'
import type { Parts } from './parts.ts'
import { anything, id, type Kind, list, oneOf, placement, record, type Shape, shape } from './shape.ts'

/** Refuses what is not exactly in shape: unknown members and kinds, missing members, wrong types (OSP-003, OSP-010). */
export interface Decoder {
  /** What is wrong, or undefined. */
  problem(shape: Shape, value: Json): string | undefined
  /** At most 4096 bytes of well-formed UTF-8 (OSP-013). */
  id(value: Json): boolean
  /** A canonical decimal string below 2^64 (OSP-009). */
  u64(value: Json): boolean
  placement(value: Json): boolean
  /** A partition's state given in full. */
  state(value: Json): boolean
  /** The number that a checked `u64` stands for. */
  number(text: string): bigint
  /** The identifier that is meant by a checked `id`: the very same (OSP-013). */
  name(text: string): string
}

const longestId = 4096
const largest = '18446744073709551615'
const canonical = /^(?:0|[1-9][0-9]{0,19})$/
const loneSurrogate = /\p{Surrogate}/u

const kind = anything
const injectedValue: Kind = (value, decoder) => variant(value, 'kind', injectedValues, decoder)
const injectedValues: Variants = new Map([
  ['partition_id', shape({ kind })],
  ['constant', shape({ kind, json: anything })],
  ['from_principal', shape({ kind, attr: id })],
  ['from_header', shape({ kind, header: id })],
])
const injected = list(record(shape({ name: id, value: injectedValue })), 0, 1024)
const placements: Variants = new Map([
  ['dedicated_cluster', shape({ kind, cluster: id })],
  ['dedicated_index', shape({ kind, cluster: id, index: id })],
  ['shared_index', shape({ kind, cluster: id, index: id, inject: injected })],
])
const states: Variants = new Map([
  ['active', shape({ state: anything, placement })],
  ['migrating', shape({ state: anything, from: placement, to: placement, phase: oneOf('draining', 'cutover') })],
])

type Variants = ReadonlyMap<string, Shape>

/** One of several shapes, told apart by the member `tag`. */
function variant(value: Json, tag: string, variants: Variants, decoder: Decoder): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const name = value[tag]
  const of = typeof name === 'string' ? variants.get(name) : undefined
  return of !== undefined && decoder.problem(of, value) === undefined
}

export function createDecoder(parts: Parts): Decoder {
  return {
    problem: (of, value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'expected an object'
      let missing = of.needed
      for (const name in value) {
        const member = of.members.get(name)
        if (member === undefined) return 'expected no member but those of the operation'
        if (!member.kind(value[name] as Json, parts.decoder)) return `expected another value of ${name}`
        if (member.needed) missing -= 1
      }
      if (missing > 0) return 'expected every required member'
      const given = of.alternatives.filter((name) => name in value)
      if (of.alternatives.length > 0 && given.length !== 1)
        return `expected exactly one of ${of.alternatives.join(', ')}`
      return undefined
    },
    id: (value) =>
      typeof value === 'string' &&
      value.length <= longestId &&
      (value.length * 3 <= longestId || Buffer.byteLength(value, 'utf8') <= longestId) &&
      !loneSurrogate.test(value),
    u64: (value) =>
      typeof value === 'string' && canonical.test(value) && (value.length < largest.length || value <= largest),
    placement: (value) => variant(value, 'kind', placements, parts.decoder),
    state: (value) => variant(value, 'state', states, parts.decoder),
    number: (text) => BigInt(text),
    name: (text) => text,
  }
}
