import type { Json } from '../json.ts'

/** A wire dialect as a set of knobs (spec/net/README.md). */
export interface Dialect {
  readonly name: string
  /** Whether ReplayComplete carries the head of the target's chain: 49 bytes, or 17. */
  readonly replayHead: boolean
  /** What a decoder does with bytes behind a whole message (NET-011). */
  readonly trailing: 'ignore' | 'refuse'
}

const KNOBS: Readonly<Record<string, readonly Json[]>> = { replayHead: [true, false], trailing: ['ignore', 'refuse'] }

/** The named dialects, oldest first: v18 of releases up to 0.18, v19 of 0.19 and later. */
export const DIALECTS: Readonly<Record<string, Dialect>> = {
  v18: { name: 'v18', replayHead: false, trailing: 'ignore' },
  v19: { name: 'v19', replayHead: true, trailing: 'ignore' },
}

/** The dialect of the published document. */
export const DEFAULT_DIALECT: Dialect = { name: 'v19', replayHead: true, trailing: 'ignore' }

/**
 * The dialect that the PICS parameter `dialect` means: a name, or an object of knobs of which `base` (default v19) names the
 * dialect to start from. Absent, it is v19. A string answer says what was expected.
 */
export function dialectOf(parameter: Json | undefined): Dialect | string {
  if (parameter === undefined) return DEFAULT_DIALECT
  if (typeof parameter === 'string') return named(parameter)
  if (typeof parameter !== 'object' || parameter === null || Array.isArray(parameter))
    return `expected a dialect name or an object of knobs, found ${JSON.stringify(parameter)}; see spec/net/README.md`
  const { base = DEFAULT_DIALECT.name, ...changes } = parameter
  const start = named(base)
  if (typeof start === 'string') return start
  for (const [knob, value] of Object.entries(changes)) {
    const values = Object.hasOwn(KNOBS, knob) ? KNOBS[knob] : undefined
    if (values === undefined) return `${knob}: expected one of ${Object.keys(KNOBS).join(', ')}; see spec/net/README.md`
    if (!values.includes(value))
      return `${knob}: expected one of ${values.join(', ')}, found ${JSON.stringify(value)}; see spec/net/README.md`
  }
  const knobs = Object.entries(changes).map(([knob, value]) => `,${knob}=${String(value)}`)
  return { ...start, ...(changes as Partial<Dialect>), name: `${start.name}${knobs.join('')}` }
}

function named(name: Json): Dialect | string {
  if (typeof name === 'string' && Object.hasOwn(DIALECTS, name)) return DIALECTS[name] as Dialect
  return `expected a dialect of ${Object.keys(DIALECTS).join(', ')}, found ${JSON.stringify(name)}; see spec/net/README.md`
}
