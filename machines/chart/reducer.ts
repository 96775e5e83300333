import { CutoverError } from '../../spec/error.ts'
import {
  type Chart,
  destination,
  leaves,
  type NamedState,
  type Output,
  start,
  type Transition,
  type TransitionConfig,
} from './chart.ts'

/** Where an instance of a chart is: the index of its leaf and its context, changed in place by `fire`. */
export interface Position<C extends object> {
  leaf: number
  readonly context: C
}

export interface Fired {
  readonly transition: Transition
  readonly outputs: readonly Output[]
}

type Step<C, P> = (context: C, payload: Readonly<P>, outputs: Output[]) => void
interface Candidate<C, P> {
  readonly transition: Transition
  readonly admits: ((context: C, payload: Readonly<P>) => boolean) | undefined
  readonly target: number
  readonly steps: readonly Step<C, P>[]
}

const silent: readonly Output[] = []

/** A chart compiled to a table of leaves and events: the hot path, equal to XState's reading of the same configuration. */
export class Reducer<C extends object, P extends object> {
  readonly leafNames: readonly string[]
  readonly eventTypes: readonly string[]
  readonly transitions: readonly Transition[]
  readonly #table: readonly (readonly Candidate<C, P>[])[]
  readonly #initialLeaf: number
  readonly #columns: ReadonlyMap<string, number>

  constructor(readonly chart: Chart<C, P>) {
    const all = leaves(chart)
    this.leafNames = all.map((leaf) => leaf.name)
    this.eventTypes = Object.keys(chart.events)
    this.#columns = new Map(this.eventTypes.map((type, column) => [type, column]))
    const index = new Map(this.leafNames.map((name, at) => [name, at]))
    const leafOf = (name: string): number => index.get(name) ?? 0
    this.#initialLeaf = leafOf(start(chart))
    const transitions: Transition[] = []
    const table: Candidate<C, P>[][] = []
    for (const [row, leaf] of all.entries()) {
      for (const type of this.eventTypes) {
        const list = candidatesOf(leaf.path, type)
        table.push(
          list.map(({ config, from }, at) => {
            const transition: Transition = {
              id: `${chart.id}:${leaf.name}.${type}#${at}`,
              chart: chart.id,
              source: leaf.name,
              event: type,
              requirements: config.meta?.requirements ?? {},
              config,
            }
            transitions.push(transition)
            return {
              transition,
              admits: this.#guard(config),
              target: config.target === undefined ? row : leafOf(destination(chart, from, config.target)),
              steps: (config.actions ?? []).map((action) => this.#action(action)),
            }
          }),
        )
      }
    }
    this.transitions = transitions
    this.#table = table
  }

  /** Full name of the leaf in which an instance starts. */
  get initial(): string {
    return this.leafNames[this.#initialLeaf] as string
  }

  /** Every transition with the full name of the leaf that it ends in. */
  targets(): readonly (readonly [transition: Transition, target: string])[] {
    return this.#table.flat().map(({ transition, target }) => [transition, this.leafNames[target] as string])
  }

  /** A fresh instance with the declared initial values. */
  start(overrides: Partial<C> = {}): Position<C> {
    const context: Record<string, number> = {}
    for (const [field, domain] of Object.entries<{ min: number; initial?: number }>(this.chart.context)) {
      context[field] = domain.initial ?? domain.min
    }
    return { leaf: this.#initialLeaf, context: Object.assign(context, overrides) as C }
  }

  column(type: string): number {
    const column = this.#columns.get(type)
    if (column === undefined)
      throw new CutoverError('CUT-CHART-EVENT', `chart ${this.chart.id} declares no event "${type}"`)
    return column
  }

  /** Takes the event: moves `at` and returns the transition and its outputs, or undefined if no candidate admits it. */
  fire(at: Position<C>, column: number, payload: Readonly<P>): Fired | undefined {
    const candidates = this.#table[at.leaf * this.eventTypes.length + column]
    if (candidates === undefined) return undefined
    for (let i = 0; i < candidates.length; i++) {
      const candidate = candidates[i] as Candidate<C, P>
      if (candidate.admits !== undefined && !candidate.admits(at.context, payload)) continue
      if (candidate.steps.length === 0) {
        at.leaf = candidate.target
        return { transition: candidate.transition, outputs: silent }
      }
      const outputs: Output[] = []
      for (let k = 0; k < candidate.steps.length; k++) (candidate.steps[k] as Step<C, P>)(at.context, payload, outputs)
      at.leaf = candidate.target
      return { transition: candidate.transition, outputs }
    }
    return undefined
  }

  #guard(config: TransitionConfig): ((context: C, payload: Readonly<P>) => boolean) | undefined {
    if (config.guard === undefined) return undefined
    const name = typeof config.guard === 'string' ? config.guard : config.guard.type
    const params = typeof config.guard === 'string' ? {} : config.guard.params
    const guard = this.chart.guards[name]
    if (guard === undefined)
      throw new CutoverError('CUT-CHART-GUARD', `chart ${this.chart.id}: guard "${name}" has no implementation`)
    return (context, payload) => guard(context, payload, params)
  }

  #action(
    action: string | { readonly type: string; readonly params: { readonly [name: string]: number | string | boolean } },
  ): Step<C, P> {
    const name = typeof action === 'string' ? action : action.type
    const params = typeof action === 'string' ? {} : action.params
    const output = this.chart.outputs[name]
    if (output !== undefined) {
      return (context, payload, outputs) => {
        outputs.push({ type: name, params, values: output(context, payload, params) })
      }
    }
    const update = this.chart.updates[name]
    if (update === undefined)
      throw new CutoverError('CUT-CHART-ACTION', `chart ${this.chart.id}: action "${name}" has no implementation`)
    const fields = Object.entries(update) as [keyof C, (c: C, p: Readonly<P>, q: typeof params) => number][]
    const only = fields.length === 1 ? fields[0] : undefined
    if (only !== undefined) {
      const [field, value] = only
      return (context, payload) => {
        context[field] = value(context, payload, params) as C[typeof field]
      }
    }
    const values: number[] = fields.map(() => 0)
    return (context, payload) => {
      for (let i = 0; i < fields.length; i++)
        values[i] = (fields[i] as (typeof fields)[number])[1](context, payload, params)
      for (let i = 0; i < fields.length; i++) {
        const field = (fields[i] as (typeof fields)[number])[0]
        context[field] = values[i] as C[typeof field]
      }
    }
  }
}

/** The candidates for an event with the state that has each, innermost first; an event goes on to the outer state while it can still be refused. */
function candidatesOf(
  path: readonly NamedState[],
  type: string,
): readonly { readonly config: TransitionConfig; readonly from: string }[] {
  const list: { config: TransitionConfig; from: string }[] = []
  for (const { name, state } of [...path].reverse()) {
    const configs = state.on?.[type] ?? []
    for (const config of 'length' in configs ? configs : [configs]) list.push({ config, from: name })
    if (list.some(({ config }) => config.guard === undefined)) break
  }
  return list
}
