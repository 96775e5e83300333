import { LENIENT, type Rules, rulesOf, STRICT } from '../../../spec/handoff/rules.ts'
import type { JsonObject } from '../../../spec/json.ts'

export type ProfileName = 'core' | 'crate' | 'hardened' | 'strict'

/** The configuration of a case, as given to reset, with defaults. Times are milliseconds. */
export interface Settings {
  profile(): ProfileName
  strict(): boolean
  /** Whether the rules of `hardened` hold, which `strict` contains. */
  hardened(): boolean
  rules(): Rules
  heartbeat(): number
  liveness(): number
  hello(): number
  ack(): number
  slack(): number
  minRead(): number
  reacquire(): number
  reacquireStep(): number
  probe(): number
  write(): number
}

const profiles: readonly ProfileName[] = ['core', 'crate', 'hardened', 'strict']

export function createSettings(given: JsonObject): Settings {
  const profile = profiles.find((name) => name === given.profile) ?? 'strict'
  const { overlong_varints, trailing_bytes, header_version } = given
  const declared = Object.entries({ overlong_varints, trailing_bytes, header_version }).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  )
  const rules = rulesOf(profile, Object.fromEntries(declared))
  const ms = (name: string, usual: number): (() => number) => {
    const value = given[name]
    return () => (typeof value === 'number' ? value : usual)
  }
  return {
    profile: () => profile,
    strict: () => profile === 'strict',
    hardened: () => profile === 'hardened' || profile === 'strict',
    rules: () => (typeof rules === 'string' ? (profile === 'strict' ? STRICT : LENIENT) : rules),
    heartbeat: ms('heartbeat_ms', 2_000),
    liveness: ms('liveness_ms', 10_000),
    hello: ms('hello_ms', 5_000),
    ack: ms('ack_ms', 5_000),
    slack: ms('slack_ms', 1_000),
    minRead: ms('min_read_ms', 100),
    reacquire: ms('reacquire_ms', 2_000),
    reacquireStep: ms('reacquire_step_ms', 25),
    probe: ms('probe_ms', 2_000),
    write: ms('write_ms', 10_000),
  }
}
