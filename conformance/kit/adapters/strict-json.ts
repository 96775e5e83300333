import type { Json } from '../../../spec/json.ts'
import { HarnessFault } from './fault.ts'

/** RFC 8259 section 9 lets a parser bound the depth; without a bound, a hostile line overflows the stack of whatever walks it. */
const deepest = 512

/**
 * Parses one line as JSON and refuses what `JSON.parse` lets pass silently. Throws `CUT-ADAPTER-JSON`, `CUT-ADAPTER-DUPLICATE`
 * (a member name twice in one object), `CUT-ADAPTER-SURROGATE` (half of a surrogate pair) or `CUT-ADAPTER-NESTING`.
 */
export function parseStrict(line: string): Json {
  let value: Json
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new HarnessFault('CUT-ADAPTER-JSON', 'one complete JSON value', line, cause)
  }
  const members = countMembers(value, 0, line)
  // An object that names a member twice has more colons than members. Strings may hold colons too: then count exactly.
  if (countColons(line) !== members && countStructuralColons(line) !== members) {
    throw new HarnessFault('CUT-ADAPTER-DUPLICATE', 'different member names within one object', line)
  }
  if (escapedSurrogate.test(line) && hasLoneSurrogate(value)) {
    throw new HarnessFault('CUT-ADAPTER-SURROGATE', 'both halves of every surrogate pair', line)
  }
  return value
}

function countMembers(value: Json, depth: number, line: string): number {
  if (typeof value !== 'object' || value === null) return 0
  if (depth === deepest) throw new HarnessFault('CUT-ADAPTER-NESTING', `at most ${deepest} levels`, line)
  let count = 0
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item === 'object') count += countMembers(item, depth + 1, line)
    }
    return count
  }
  for (const name in value) {
    const member = value[name]
    count += typeof member === 'object' ? 1 + countMembers(member, depth + 1, line) : 1
  }
  return count
}

function countColons(line: string): number {
  let count = 0
  for (let at = line.indexOf(':'); at !== -1; at = line.indexOf(':', at + 1)) count += 1
  return count
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a

/** Colons outside strings, in a text that is known to be JSON. */
function countStructuralColons(line: string): number {
  let count = 0
  let inString = false
  for (let at = 0; at < line.length; at += 1) {
    const unit = line.charCodeAt(at)
    if (unit === QUOTE) inString = !inString
    else if (unit === BACKSLASH) at += 1
    else if (unit === COLON && !inString) count += 1
  }
  return count
}

/** Strict UTF-8 cannot hold a surrogate, so only an escape can bring one in. */
const escapedSurrogate = /\\u[dD][89a-fA-F]/
const loneSurrogate = /\p{Surrogate}/u

function hasLoneSurrogate(value: Json): boolean {
  if (typeof value === 'string') return loneSurrogate.test(value)
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(hasLoneSurrogate)
  return Object.entries(value).some(([name, member]) => loneSurrogate.test(name) || hasLoneSurrogate(member))
}
