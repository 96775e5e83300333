import type { Check } from '../check.ts'

/** The checks that a user asks for by parts of their ids. */
export interface Patterns {
  /** Only checks whose id contains one of these; all where there are none. */
  readonly only?: readonly string[] | undefined
  /** No check whose id contains one of these. */
  readonly skip?: readonly string[] | undefined
}

/**
 * The checks that the patterns leave out, with the option that does. Monitors watch whatever runs, so `--only` keeps them all;
 * where it names nothing but monitors, every check runs for them to watch, and the other monitors are left out.
 */
export function leftOut(
  checks: readonly Check[],
  { only = [], skip = [] }: Patterns,
): ReadonlyMap<Check, '--only' | '--skip'> {
  const named = ({ id }: Check, patterns: readonly string[]): boolean => patterns.some((text) => id.includes(text))
  const justMonitors = checks.filter((check) => named(check, only)).every(({ kind }) => kind === 'monitor')
  const left = new Map<Check, '--only' | '--skip'>()
  for (const check of checks) {
    const kept = (check.kind === 'monitor') !== justMonitors
    if (only.length > 0 && !named(check, only) && !kept) left.set(check, '--only')
    else if (named(check, skip)) left.set(check, '--skip')
  }
  return left
}
