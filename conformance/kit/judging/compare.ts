import type { Facet } from '../../../machines/chart/chart.ts'
import {
  Anything,
  type Expectation,
  Fitting,
  OneOf,
  type Pattern,
  SymbolPattern,
} from '../../../machines/model/pattern.ts'
import type { Reply } from '../../../spec/adapter.ts'
import { type Json, sameJson } from '../../../spec/json.ts'
import type { Environment } from './environment.ts'

/** One place where an answer is not what the specification allows. */
export interface Difference {
  readonly facet: Facet
  /** Where, as a dotted path; empty for the answer as a whole. */
  readonly path: string
  readonly allowed: string
  readonly got: string
  /** Nothing came where something was due. */
  readonly missing?: true
}

export interface Binding {
  readonly symbol: number
  readonly family: string
  readonly value: bigint
}

export interface Comparison {
  readonly differences: readonly Difference[]
  readonly bindings: readonly Binding[]
}

/** Facet of each member name; the nearest named ancestor decides, `value` where none is named. */
export type FacetNames = Readonly<Record<string, Facet>>

/** Compares an answer with what is allowed. Members of an error object that the expectation does not name are free. */
export function compare(expected: Expectation, reply: Reply, environment: Environment, names: FacetNames): Comparison {
  const differences: Difference[] = []
  const bindings: Binding[] = []
  if ('any' in expected) return { differences, bindings }
  const walk = (
    pattern: Pattern | undefined,
    got: Json | undefined,
    path: string,
    facet: Facet,
    open: boolean,
  ): void => {
    if (pattern instanceof SymbolPattern) {
      const bound = bindings.find((binding) => binding.symbol === pattern.symbol)
      const value = typeof got === 'string' && /^(0|[1-9][0-9]{0,19})$/.test(got) ? BigInt(got) : undefined
      const fits =
        value !== undefined &&
        (bound === undefined ? environment.admits(pattern.symbol, pattern.family, value) : bound.value === value)
      if (!fits) differ(path, facet, environment.describe(pattern.symbol), got)
      // A value that does not fit is known by its symbol all the same: later calls refer to what was answered.
      if (value !== undefined && environment.value(pattern.symbol) === undefined && bound === undefined)
        bindings.push({ symbol: pattern.symbol, family: pattern.family, value })
    } else if (pattern instanceof Anything) {
      if (got === undefined && !pattern.optional) differ(path, facet, 'any value', got)
    } else if (pattern instanceof Fitting) {
      if (got === undefined || !pattern.fits(got))
        differ(path, facet, pattern.text, got, got !== undefined && pattern.lacks?.(got) === true)
    } else if (pattern instanceof OneOf) {
      if (!pattern.options.some((option) => sameJson(option, got)))
        differ(path, facet, pattern.options.map((option) => JSON.stringify(option)).join(' or '), got)
    } else if (Array.isArray(pattern)) {
      if (!Array.isArray(got) || got.length !== pattern.length) differ(path, facet, show(pattern, environment), got)
      else for (const [at, item] of pattern.entries()) walk(item, got[at], `${path}[${at}]`, facet, false)
    } else if (pattern !== null && typeof pattern === 'object') {
      if (got === null || typeof got !== 'object' || Array.isArray(got)) {
        differ(path, facet, show(pattern, environment), got)
        return
      }
      const members = pattern as { readonly [member: string]: Pattern }
      for (const name in members)
        walk(members[name], got[name], path === '' ? name : `${path}.${name}`, names[name] ?? facet, false)
      if (!open) {
        for (const name in got) {
          if (!(name in members))
            differ(path === '' ? name : `${path}.${name}`, names[name] ?? facet, 'absent', got[name])
        }
      }
    } else if (pattern !== got) differ(path, facet, pattern === undefined ? 'absent' : JSON.stringify(pattern), got)
  }
  const differ = (path: string, facet: Facet, allowed: string, got: Json | undefined, lacking = false): void => {
    const missing = lacking || (Array.isArray(got) && got.length === 0)
    const told = got === undefined ? 'absent' : JSON.stringify(got)
    differences.push({ facet, path, allowed, got: told, ...(missing ? { missing } : {}) })
  }
  if (expected.ok !== undefined) {
    if (reply.ok === undefined)
      differences.push({
        facet: 'reply',
        path: '',
        allowed: showExpectation(expected, environment),
        got: showReply(reply),
      })
    else walk(expected.ok, reply.ok, '', 'value', false)
  } else if (reply.error === undefined || !codeFits(expected.error.code, reply.error.code)) {
    differences.push({
      facet: 'reply',
      path: '',
      allowed: showExpectation(expected, environment),
      got: showReply(reply),
    })
  } else {
    walk(expected.error as Pattern, reply.error as Json, '', 'reply', true)
  }
  return { differences, bindings }
}

function codeFits(allowed: string | OneOf, got: string): boolean {
  return allowed instanceof OneOf ? allowed.options.includes(got) : allowed === got
}

/** A pattern as a person reads it. */
export function show(pattern: Pattern | undefined, environment: Environment): string {
  if (pattern === undefined) return 'absent'
  if (pattern instanceof SymbolPattern) return environment.describe(pattern.symbol)
  if (pattern instanceof Anything) return 'anything'
  if (pattern instanceof Fitting) return pattern.text
  if (pattern instanceof OneOf) return pattern.options.map((option) => JSON.stringify(option)).join(' or ')
  if (Array.isArray(pattern)) return `[${pattern.map((item) => show(item, environment)).join(', ')}]`
  if (pattern !== null && typeof pattern === 'object') {
    return `{${Object.entries(pattern as { readonly [member: string]: Pattern })
      .filter(([, inner]) => !(inner instanceof Anything))
      .map(([name, inner]) => `${name}: ${show(inner, environment)}`)
      .join(', ')}}`
  }
  return JSON.stringify(pattern)
}

export function showExpectation(expected: Expectation, environment: Environment): string {
  if ('any' in expected) return 'any answer'
  if (expected.ok !== undefined) return `ok ${show(expected.ok, environment)}`
  const { code, ...members } = expected.error
  const rest = Object.keys(members).length === 0 ? '' : ` ${show(members, environment)}`
  return `error ${code instanceof OneOf ? code.options.join(' or ') : code}${rest}`
}

export function showReply(reply: Reply): string {
  if (reply.ok !== undefined) return `ok ${JSON.stringify(reply.ok)}`
  if (reply.error !== undefined) {
    const { code, message: _, ...rest } = reply.error
    return `error ${code}${Object.keys(rest).length === 0 ? '' : ` ${JSON.stringify(rest)}`}`
  }
  return `unsupported: ${reply.unsupported}`
}
