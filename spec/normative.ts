import { canonical } from './canonical.ts'
import type { Json, JsonObject } from './json.ts'
import type { Register } from './requirement.ts'

/**
 * The normative part of a register and of schemas as texts: what an implementation owes. Citations, categories, the checks that
 * judge, comments and the order of members are no part of it.
 */
export function normative(register: Register, schemas: readonly JsonObject[]): readonly string[] {
  const requirements = register.requirements
    .map(({ id, level, profile, text }) => ({ id, level, profile, text }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  return [
    canonical({ protocol: register.protocol, robustness: register.robustness, requirements }),
    ...schemas.map((schema) => canonical(withoutComments(schema))),
  ]
}

/** JSON Schema's own comments say nothing to a validator. */
function withoutComments(value: Json): Json {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(withoutComments)
  const members = Object.entries(value).filter(([name]) => name !== '$comment')
  return Object.fromEntries(members.map(([name, inner]) => [name, withoutComments(inner)]))
}
