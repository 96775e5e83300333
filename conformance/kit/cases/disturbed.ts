import fc, { type Arbitrary } from 'fast-check'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { horizons } from './horizons.ts'

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
