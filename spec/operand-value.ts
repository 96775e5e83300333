import type { Json, JsonObject } from './json.ts'

/** The first value that stands at an operand's path, or undefined. */
export function valueAt(params: JsonObject, path: string): Json | undefined {
  return found(params, path.split('.'))
}

/** Parameters in which every value that stands at the path is what `change` makes of it; where there is none, none comes. */
export function changedAt(params: JsonObject, path: string, change: (value: Json) => Json): JsonObject {
  return changed(params, path.split('.'), change) as JsonObject
}

function found(value: Json | undefined, [name, ...rest]: readonly string[]): Json | undefined {
  if (name === undefined || value === null || typeof value !== 'object') return name === undefined ? value : undefined
  if (!Array.isArray(value)) return Object.hasOwn(value, name) ? found(value[name], rest) : undefined
  return name === '*' ? value.map((item) => found(item, rest)).find((inner) => inner !== undefined) : undefined
}

function changed(value: Json, [name, ...rest]: readonly string[], change: (value: Json) => Json): Json {
  if (name === undefined) return change(value)
  if (Array.isArray(value)) return name === '*' ? value.map((item) => changed(item, rest, change)) : value
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return value
  return { ...value, [name]: changed(value[name] as Json, rest, change) }
}
