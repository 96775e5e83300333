import type { Reply, ReplyError } from '../../spec/adapter.ts'
import type { Json, JsonObject } from '../../spec/json.ts'
import { Anything, type Expectation, Fitting, OneOf, type Pattern, SymbolPattern } from './pattern.ts'
import type { Random } from './walk.ts'

/** A place where any value is allowed and the model has no example of one. */
class NoExample extends Error {}

/**
 * One answer of those that are allowed, drawn by `random`: members of sets, orders, examples of what is free. `numberOf` is the
 * number that stands for a symbol. Undefined where any answer is allowed, or a value of which there is no example.
 */
export function draw(expected: Expectation, random: Random, numberOf: (symbol: number) => bigint): Reply | undefined {
  if ('any' in expected) return expected.such
  const value = (pattern: Pattern): Json | undefined => {
    if (pattern instanceof SymbolPattern) return `${numberOf(pattern.symbol)}`
    if (pattern instanceof OneOf) return pattern.options[Math.floor(random() * pattern.options.length)]
    if (pattern instanceof Anything || pattern instanceof Fitting) {
      if (pattern.sample !== undefined) return pattern.sample(random)
      if (pattern instanceof Anything && pattern.optional) return undefined
      throw new NoExample()
    }
    if (Array.isArray(pattern)) return pattern.map((item) => value(item) ?? null)
    if (pattern === null || typeof pattern !== 'object') return pattern as Json
    return members(pattern as { readonly [member: string]: Pattern })
  }
  const members = (patterns: { readonly [member: string]: Pattern }): JsonObject => {
    const drawn: JsonObject = {}
    for (const [name, pattern] of Object.entries(patterns)) {
      const inner = value(pattern)
      if (inner !== undefined) drawn[name] = inner
    }
    return drawn
  }
  try {
    return expected.ok === undefined
      ? { error: { ...expected.besides, ...members(expected.error) } as ReplyError }
      : { ok: value(expected.ok) as JsonObject }
  } catch (error) {
    if (error instanceof NoExample) return undefined
    throw error
  }
}
