import type { Input } from '../../../machines/model/model.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { NamedCase } from '../check.ts'

/** A case that is written by hand. The name is a stable slug; `configuration` is given to `reset`. */
export function scene(name: string, inputs: readonly Input[], configuration: JsonObject = {}): NamedCase {
  return { name, configuration, inputs }
}

/** The inputs, `count` times over. */
export const times = (count: number, ...inputs: readonly Input[]): Input[] =>
  Array.from({ length: count }, () => inputs).flat()
