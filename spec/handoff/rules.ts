import type { Json } from '../json.ts'

/** What the profiles decide about bytes that careful and lenient decoders treat differently (HOF-022, HOF-023, HOF-031). */
export interface Rules {
  /** A varint longer than its value needs, but within its type. */
  readonly overlong_varints: 'accept' | 'refuse'
  /** Bytes of a payload behind its message. */
  readonly trailing_bytes: 'ignore' | 'refuse'
  /** The version in a frame's header. */
  readonly header_version: 'ignore' | 'check'
}

/** What profile `crate` fixes: the published decoder. Also what holds where nothing is declared. */
export const LENIENT: Rules = { overlong_varints: 'accept', trailing_bytes: 'ignore', header_version: 'ignore' }

/** What profile `strict` fixes. */
export const STRICT: Rules = { overlong_varints: 'refuse', trailing_bytes: 'refuse', header_version: 'check' }

const VALUES: Readonly<Record<keyof Rules, readonly Json[]>> = {
  overlong_varints: ['accept', 'refuse'],
  trailing_bytes: ['ignore', 'refuse'],
  header_version: ['ignore', 'check'],
}

/**
 * The rules of a profile with declared parameters. `crate` and `strict` fix them; the other profiles take each as it is
 * declared, lenient where it is absent. A string answer says what was expected.
 */
export function rulesOf(profile: string, parameters: Readonly<Record<string, Json>> = {}): Rules | string {
  if (profile === 'crate') return LENIENT
  if (profile === 'strict') return STRICT
  const declared = Object.entries(VALUES).filter(([name]) => parameters[name] !== undefined)
  for (const [name, values] of declared) {
    const found = parameters[name] as Json
    if (!values.includes(found))
      return `${name}: expected one of ${values.join(', ')}, found ${JSON.stringify(found)}; see spec/handoff/README.md`
  }
  return { ...LENIENT, ...Object.fromEntries(declared.map(([name]) => [name, parameters[name]])) }
}
