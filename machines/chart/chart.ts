import { CutoverError } from '../../spec/error.ts'

/** A finite domain of integers, both ends included. `symbol` marks a value that an implementation chooses: only equality and order count. */
export interface Domain {
  readonly min: number
  readonly max: number
  readonly initial?: number
  readonly symbol?: true
}

/** Facet of an answer that a requirement speaks about. A divergence fails only the facets that differ. */
export type Facet = 'reply' | 'value' | 'epoch' | 'frames' | 'state' | 'effects' | 'timing'
export const facets: readonly Facet[] = ['reply', 'value', 'epoch', 'frames', 'state', 'effects', 'timing']

/** Requirement IDs by facet, the `meta.requirements` of a transition. */
export type Attribution = { readonly [F in Facet]?: readonly string[] }

type Params = { readonly [name: string]: number | string | boolean }
export type ActionRef = string | { readonly type: string; readonly params: Params }
export interface TransitionConfig {
  readonly target?: string
  readonly guard?: string | { readonly type: string; readonly params: Params }
  readonly actions?: readonly ActionRef[]
  readonly description?: string
  readonly meta?: { readonly requirements: Attribution }
}
export interface StateConfig {
  readonly initial?: string
  readonly states?: { readonly [name: string]: StateConfig }
  readonly on?: { readonly [event: string]: TransitionConfig | readonly TransitionConfig[] }
  readonly description?: string
}

/** What a transition tells its surroundings: an action's name, its literal parameters and the values it carries. */
export interface Output {
  readonly type: string
  readonly params: Params
  readonly values: { readonly [name: string]: number }
}

type Row = { readonly [field: string]: number }
type Guard<C, P> = (context: Readonly<C>, payload: Readonly<P>, params: Params) => boolean
type Update<C, P> = { readonly [K in keyof C]?: (context: Readonly<C>, payload: Readonly<P>, params: Params) => number }
type Emit<C, P> = (context: Readonly<C>, payload: Readonly<P>, params: Params) => Row

/**
 * A role's machine. `config` is XState configuration and nothing but data; guards, updates and outputs are named pure
 * functions over a flat context of declared finite domains. Every event is handled in every state.
 */
export interface Chart<C extends object = Row, P extends object = Row> {
  readonly id: string
  readonly explain: string
  readonly context: { readonly [K in keyof C]: Domain }
  readonly payload: { readonly [K in keyof P]: Domain }
  /** Event types with the payload fields that each carries. */
  readonly events: { readonly [type: string]: readonly (keyof P & string)[] }
  readonly guards: { readonly [name: string]: Guard<C, P> }
  readonly updates: { readonly [name: string]: Update<C, P> }
  readonly outputs: { readonly [name: string]: Emit<C, P> }
  readonly config: StateConfig & { readonly initial: string; readonly states: { readonly [name: string]: StateConfig } }
}

/** A chart of any context and payload. */
export interface AnyChart {
  readonly id: string
  readonly explain: string
  readonly context: { readonly [field: string]: Domain }
  readonly payload: { readonly [field: string]: Domain }
  readonly events: { readonly [type: string]: readonly string[] }
  readonly guards: { readonly [name: string]: Guard<never, never> }
  readonly updates: {
    readonly [name: string]: { readonly [field: string]: (context: never, payload: never, params: Params) => number }
  }
  readonly outputs: { readonly [name: string]: Emit<never, never> }
  readonly config: Chart['config']
}

/** Declares a chart; the type parameters are its context and the union of its events' payloads. */
export function chart<C extends object, P extends object>(definition: Chart<C, P>): Chart<C, P> {
  return definition
}

/** One transition of a compiled chart. `id` is stable: `<chart>:<state>.<event>#<index>`. */
export interface Transition {
  readonly id: string
  readonly chart: string
  readonly source: string
  readonly event: string
  readonly requirements: Attribution
  readonly config: TransitionConfig
}

/** Leaf states of a chart in document order, with the ancestors of each (outermost first). */
export function leaves(definition: Pick<AnyChart, 'id' | 'config'>): { name: string; path: StateConfig[] }[] {
  const found: { name: string; path: StateConfig[] }[] = []
  const visit = (name: string, state: StateConfig, ancestors: StateConfig[]): void => {
    const path = [...ancestors, state]
    if (state.states === undefined) found.push({ name, path })
    else for (const [child, inner] of Object.entries(state.states)) visit(`${name}.${child}`, inner, path)
  }
  for (const [name, state] of Object.entries(definition.config.states)) visit(name, state, [definition.config])
  return found
}

/** The leaf that entering `name` ends in. */
export function entry(definition: Pick<AnyChart, 'id' | 'config'>, name: string): string {
  let full = name
  let state: StateConfig | undefined = name
    .split('.')
    .reduce<StateConfig | undefined>((at, part) => at?.states?.[part], definition.config)
  if (state === undefined) {
    throw new CutoverError(
      'CUT-CHART-TARGET',
      `chart ${definition.id}: no state "${name}"; targets are full names such as "parent.child"`,
    )
  }
  while (state.states !== undefined) {
    const child: string | undefined = state.initial
    const inner: StateConfig | undefined = child === undefined ? undefined : state.states[child]
    if (child === undefined || inner === undefined) {
      throw new CutoverError(
        'CUT-CHART-INITIAL',
        `chart ${definition.id}: compound state "${full}" has no initial child`,
      )
    }
    full = `${full}.${child}`
    state = inner
  }
  return full
}
