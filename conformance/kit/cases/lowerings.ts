import type { Input } from '../../../machines/model/model.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'

/**
 * Cases with simpler payloads, simplest first: a member that is `optional` for its operation left out everywhere, or one value of a parameter replaced
 * by a simpler one that the case already has for it (or by the next smaller boundary), in every place where it stands.
 */
export function* lowerings(inputs: readonly Input[], optional: (op: string) => readonly string[]): Generator<Input[]> {
  const names = new Set(inputs.flatMap((input) => Object.keys(input.params)))
  for (const name of names) {
    if (inputs.some((input) => name in input.params && optional(input.op).includes(name))) {
      yield inputs.map((input) =>
        optional(input.op).includes(name) ? { op: input.op, params: without(input.params, name) } : input,
      )
    }
    const values = distinct(
      inputs.flatMap((input) => (input.params[name] === undefined ? [] : [input.params[name] as Json])),
    )
    for (const larger of [...values].reverse()) {
      for (const smaller of simpler(larger, values)) {
        yield inputs.map((input) => replace(input, name, larger, smaller))
      }
    }
  }
}

/** Simpler values than `value`: what the case has already, then smaller numbers, also at the end of a name. */
function simpler(value: Json, values: readonly Json[]): Json[] {
  const present = values.slice(0, values.indexOf(value))
  if (typeof value === 'number' && Number.isInteger(value)) return [...present, ...smaller(value)]
  const match = typeof value === 'string' ? /^([a-z]+)([1-9][0-9]{0,5})$/.exec(value) : null
  return match === null ? present : [...present, ...smaller(Number(match[2])).map((next) => `${match[1]}${next}`)]
}

function smaller(value: number): number[] {
  return [...new Set([0, 1, Math.floor(value / 2), value - 1])].filter((next) => next >= 0 && next < value)
}

function without(params: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = params
  return rest
}

function replace(input: Input, name: string, from: Json, to: Json): Input {
  return JSON.stringify(input.params[name]) === JSON.stringify(from)
    ? { op: input.op, params: { ...input.params, [name]: to } }
    : input
}

/** Values from simple to complex: shorter texts first, then in order of the alphabet. */
function distinct(values: readonly Json[]): Json[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]))
  return [...byText.entries()].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)).map(([, value]) => value)
}
