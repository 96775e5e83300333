import type { Json, JsonObject } from '../../spec/json.ts'
import type { Input } from '../../machines/model.ts'

/**
 * Cases with simpler payloads, simplest first: a member that is `optional` for its operation left out everywhere, or one value of a parameter replaced
 * by a simpler one that the case already has for it (or by the next smaller boundary), in every place where it stands.
 */
export function* lowerings(inputs: readonly Input[], optional: (op: string) => readonly string[]): Generator<Input[]> {
  const names = new Set(inputs.flatMap((input) => Object.keys(input.params)))
  for (const name of names) {
    if (inputs.some((input) => name in input.params && optional(input.op).includes(name))) {
      yield inputs.map((input) => (optional(input.op).includes(name) ? { op: input.op, params: without(input.params, name) } : input))
    }
    const values = distinct(inputs.flatMap((input) => (input.params[name] === undefined ? [] : [input.params[name] as Json])))
    for (const larger of [...values].reverse()) {
      for (const smaller of values) {
        if (smaller === larger) break
        yield inputs.map((input) => replace(input, name, larger, smaller))
      }
    }
  }
}

function without(params: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = params
  return rest
}

function replace(input: Input, name: string, from: Json, to: Json): Input {
  return JSON.stringify(input.params[name]) === JSON.stringify(from) ? { op: input.op, params: { ...input.params, [name]: to } } : input
}

/** Values from simple to complex: shorter texts first, then in order of the alphabet. */
function distinct(values: readonly Json[]): Json[] {
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]))
  return [...byText.entries()].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1)).map(([, value]) => value)
}
