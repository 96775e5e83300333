import fc, { type Arbitrary } from 'fast-check'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { horizons } from './horizons.ts'

/** What stands nowhere by right, for whatever does not expect it. */
const strangers: readonly Json[] = [
  null,
  true,
  false,
  -1,
  0,
  0.5,
  1e300,
  '',
  '-1',
  '01',
  'surplus',
  [],
  ['surplus'],
  {},
]
const surplus = ['surplus', 'index', 'kind', 'null']

/** Where a value stands: names and places from the outside in. */
type JsonPath = readonly (string | number)[]

/** Bytes with damage: one changed, some cut off, one left out, one put in, or some repeated. */
export function damagedBytes(bytes: Uint8Array): Arbitrary<Uint8Array> {
  const place = fc.nat(Math.max(0, bytes.length - 1))
  const byte = fc.integer({ min: 0, max: 255 })
  const splice = (at: number, out: number, ...more: readonly number[]): Uint8Array =>
    Uint8Array.from([...bytes.subarray(0, at), ...more, ...bytes.subarray(at + out)])
  return fc.oneof(
    fc.tuple(place, byte).map(([at, value]) => splice(at, 1, value)),
    fc.tuple(place, fc.nat(7)).map(([at, bit]) => splice(at, 1, (bytes[at] ?? 0) ^ (1 << bit))),
    place.map((at) => bytes.subarray(0, at)),
    place.map((at) => splice(at, 1)),
    fc.tuple(place, byte).map(([at, value]) => splice(at, 0, value)),
    fc
      .tuple(place, fc.integer({ min: 1, max: 8 }))
      .map(([at, many]) => splice(at, 0, ...bytes.subarray(at, at + many))),
  )
}

/**
 * A message with a text of the horizons in place of one of its free texts, or a list of it emptied or made long. What
 * `allowed` says no to stays as it was drawn.
 */
export function stretched(message: JsonObject, allowed: (candidate: JsonObject) => boolean): Arbitrary<JsonObject> {
  const places = placesIn(message)
  if (places.length === 0) return fc.constant(message)
  const texts = horizons.text.filter(({ tier }) => tier !== 'thorough').map(({ value }) => value)
  const lengths = horizons.count.filter(({ tier }) => tier === 'quick').map(({ value }) => value)
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom(...texts), fc.constantFrom(...lengths))
    .map(([place, text, length]) => {
      const candidate = replaced(message, place, (value) =>
        Array.isArray(value)
          ? Array.from({ length: value.length === 0 ? 0 : length }, (_, at) => value[at % value.length] as Json)
          : text,
      ) as JsonObject
      return allowed(candidate) ? candidate : message
    })
}

/**
 * Members with one place in them spoiled: another kind of value, the same one level deeper, a member left out, doubled under
 * another name or written in capitals, one that nobody expects, an item more or less, a text cut or longer.
 */
export function spoiled(members: JsonObject): Arbitrary<JsonObject> {
  const everywhere = [[], ...placesOf(members)] as readonly JsonPath[]
  return fc
    .tuple(fc.constantFrom(...everywhere), fc.constantFrom(...strangers), fc.constantFrom(...surplus), fc.nat(6))
    .map(([place, stranger, name, way]) => {
      const change = (value: Json): Json => {
        if (value !== null && typeof value === 'object') {
          if (Array.isArray(value)) return [[...value, stranger], value.slice(1), stranger][way % 3] as Json
          return disordered(value, name, stranger, way)
        }
        return way === 0 ? [value] : way === 1 && typeof value === 'string' ? `${value} ` : stranger
      }
      const found = place.length === 0 ? disordered(members, name, stranger, way) : replaced(members, place, change)
      return found as JsonObject
    })
}

/** An object with a member more, a member less, or one of another name. */
function disordered(object: JsonObject, name: string, stranger: Json, way: number): JsonObject {
  const names = Object.keys(object)
  const chosen = names[way % Math.max(1, names.length)]
  if (chosen === undefined || way < 2) return { ...object, [name]: stranger }
  const { [chosen]: member = null, ...rest } = object
  return way < 5 ? rest : { ...rest, [chosen.toUpperCase()]: member }
}

/** Every place, whatever stands there. */
function placesOf(value: Json, place: JsonPath = []): readonly JsonPath[] {
  const own = place.length === 0 ? [] : [place]
  if (value === null || typeof value !== 'object') return own
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, member]) =>
      placesOf(member as Json, [...place, Array.isArray(value) ? Number(name) : name]),
    ),
  ]
}

function placesIn(value: Json, place: JsonPath = []): readonly JsonPath[] {
  if (typeof value === 'string') return [place]
  if (value === null || typeof value !== 'object') return []
  const inner = Object.entries(value).flatMap(([name, member]) =>
    placesIn(member as Json, [...place, Array.isArray(value) ? Number(name) : name]),
  )
  return Array.isArray(value) ? [place, ...inner] : inner
}

function replaced(value: Json, [name, ...rest]: JsonPath, change: (value: Json) => Json): Json {
  if (name === undefined) return change(value)
  if (Array.isArray(value)) return value.map((item, at) => (at === name ? replaced(item, rest, change) : item))
  const object = value as JsonObject
  return { ...object, [name]: replaced(object[name] as Json, rest, change) }
}
