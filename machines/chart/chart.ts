import { CutoverError } from '../../spec/error.ts'

/** A finite domain of integers, both ends included. `symbol` marks a value that an implementation chooses: only equality and order count. */
export interface Domain {
  readonly min: number
  readonly max: number
  readonly initial?: number
  readonly symbol?: true
}

/** A number without a bound of its own: an id, a count, a time. Too wide to explore, so it belongs to test models. */
export const natural: Domain = { min: 0, max: Number.MAX_SAFE_INTEGER }

/** Facet of an answer that a requirement speaks about. A divergence fails only the facets that differ. */
export type Facet = 'reply' | 'value' | 'epoch' | 'frames' | 'state' | 'effects' | 'timing'
export const facets: readonly Facet[] = ['reply', 'value', 'epoch', 'frames', 'state', 'effects', 'timing']

/** Requirement IDs by facet, the `meta.requirements` of a transition. */
export type Attribution = { readonly [F in Facet]?: readonly string[] }

type Params = { readonly [name: string]: number | string | boolean }
export type ActionRef = string | { readonly type: string; readonly params: Params }
export interface TransitionConfig {
  /** As XState reads it: a sibling (`open`, or `open.wide` below it), an own child (`.wide`), or the state of an id (`#open`). */
  readonly target?: string
  readonly guard?: string | { readonly type: string; readonly params: Params }
  readonly actions?: readonly ActionRef[]
  readonly description?: string
  readonly meta?: { readonly requirements: Attribution }
}
export interface StateConfig {
  /** Name for targets from other levels, unique in the chart. */
  readonly id?: string
  /** Name of the child in which the state begins. */
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

/** A context, a payload or the values of an output: numbers by the names of their fields. */
export type Row = { readonly [field: string]: number }
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

/** A state with its full name, such as `parent.child`; the root has none. */
export interface NamedState {
  readonly name: string
  readonly state: StateConfig
}

/** Every state of a chart in document order, the root first, with the states around it (outermost first) and itself. */
export function* states(definition: Pick<AnyChart, 'config'>): Generator<readonly NamedState[]> {
  const visit = function* (path: readonly NamedState[]): Generator<readonly NamedState[]> {
    yield path
    const { name, state } = path[path.length - 1] as NamedState
    for (const [child, inner] of Object.entries(state.states ?? {}))
      yield* visit([...path, { name: name === '' ? child : `${name}.${child}`, state: inner }])
  }
  yield* visit([{ name: '', state: definition.config }])
}

/** Leaf states of a chart in document order, each as the last of its path. */
export function leaves(definition: Pick<AnyChart, 'config'>): { name: string; path: readonly NamedState[] }[] {
  return [...states(definition)].flatMap((path) => {
    const { name, state } = path[path.length - 1] as NamedState
    return state.states === undefined ? [{ name, path }] : []
  })
}

/** The full name of the state at which a transition of the state `from` aims. Throws `CUT-CHART-TARGET`. */
export function aim(definition: Pick<AnyChart, 'id' | 'config'>, from: string, target: string): string {
  const name = named(definition, from, target)
  if (name !== undefined && stateAt(definition, name) !== undefined) return name
  throw new CutoverError(
    'CUT-CHART-TARGET',
    `chart ${definition.id}: "${target}" leads nowhere from ${from === '' ? 'the root' : `state "${from}"`}; a target is a sibling, an own child as ".child", or a state's id as "#id"`,
  )
}

function named(definition: Pick<AnyChart, 'config'>, from: string, target: string): string | undefined {
  if (target.startsWith('#')) {
    const found = [...states(definition)].find((path) => path[path.length - 1]?.state.id === target.slice(1))
    return found?.[found.length - 1]?.name
  }
  if (from === '') return target.startsWith('.') ? target.slice(1) : undefined
  if (target.startsWith('.')) return `${from}${target}`
  return `${from.slice(0, from.lastIndexOf('.') + 1)}${target}`
}

function stateAt(definition: Pick<AnyChart, 'config'>, name: string): StateConfig | undefined {
  return name.split('.').reduce<StateConfig | undefined>((at, part) => at?.states?.[part], definition.config)
}

/** The leaf that a transition of the state `from` leads to. Throws `CUT-CHART-TARGET` and `CUT-CHART-INITIAL`. */
export function destination(definition: Pick<AnyChart, 'id' | 'config'>, from: string, target: string): string {
  const name = aim(definition, from, target)
  return beginning(definition, name, stateAt(definition, name) ?? {})
}

/** The leaf in which an instance of the chart starts. Throws `CUT-CHART-INITIAL`. */
export function start(definition: Pick<AnyChart, 'id' | 'config'>): string {
  return beginning(definition, '', definition.config)
}

function beginning(definition: Pick<AnyChart, 'id'>, name: string, state: StateConfig): string {
  if (state.states === undefined) return name
  const inner = state.initial === undefined ? undefined : state.states[state.initial]
  if (inner === undefined) {
    throw new CutoverError('CUT-CHART-INITIAL', `chart ${definition.id}: compound state "${name}" has no initial child`)
  }
  return beginning(definition, name === '' ? `${state.initial}` : `${name}.${state.initial}`, inner)
}
