import type { Reply } from '../../spec/adapter.ts'
import type { Json, JsonObject } from '../../spec/json.ts'

/** Expects the value that `symbol` of `family` stands for; the first sight of a fresh symbol binds it. */
export class SymbolPattern {
  constructor(
    readonly symbol: number,
    readonly family: string,
  ) {}
}

/** Expects one of several legal values. */
export class OneOf {
  constructor(readonly options: readonly Json[]) {}
}

/** Draws one value of those that a pattern allows, undefined for none; `random` gives uniform numbers in [0, 1). */
export type Sample = (random: () => number) => Json | undefined

/** Expects a value of any content; `optional` also allows its absence. */
export class Anything {
  constructor(
    readonly optional: boolean,
    /** Draws a value of the kind that stands there, or none where that is allowed; for implementations made of the model. */
    readonly sample?: Sample,
  ) {}
}

/** Expects a value that fits a predicate, such as bytes whose meaning is fixed and whose wording is free; `text` tells people what fits. */
export class Fitting {
  constructor(
    readonly text: string,
    readonly fits: (value: Json) => boolean,
    /** The same as data, for those who read it in a golden file: one of the forms that fixtures/README.md lists. */
    readonly json: JsonObject = { $fits: text },
    readonly sample?: Sample,
    /** Whether nothing is wrong with a value but that something is missing from it. */
    readonly lacks?: (value: Json) => boolean,
  ) {}
}

export const anything = new Anything(false)
export const optional = new Anything(true)

/** What the specification allows at one place of an answer: JSON whose leaves may be symbols or sets. */
export type Pattern =
  | null
  | boolean
  | number
  | string
  | SymbolPattern
  | OneOf
  | Anything
  | Fitting
  | readonly Pattern[]
  | { readonly [member: string]: Pattern }

/** What the specification allows as an answer. Members of an error that are not named are free. */
export type Expectation =
  | { readonly ok: Pattern; readonly error?: never }
  | {
      readonly error: { readonly code: string | OneOf; readonly [member: string]: Pattern }
      /** Members that are not judged here, as an implementation that is made of the model gives them. */
      readonly besides?: JsonObject
      readonly ok?: never
    }
  /** Any answer is allowed; nothing is judged. `such` is one that an implementation which is made of the model gives. */
  | { readonly any: true; readonly such?: Reply; readonly ok?: never; readonly error?: never }

/** Whether an expectation leaves an answer no freedom, not even that of a number of its own. */
export function isDetermined(expected: Expectation): boolean {
  return expected.ok === undefined ? 'error' in expected && isFixed(expected.error) : isFixed(expected.ok)
}

function isFixed(pattern: Pattern | undefined): boolean {
  const isFree = [OneOf, Anything, Fitting, SymbolPattern].some((free) => pattern instanceof free)
  if (isFree || pattern === null || typeof pattern !== 'object') return !isFree
  return Object.values(pattern).every(isFixed)
}
