import { CutoverError } from '../../spec/error.ts'
import type { AnyChart, Attribution, Chart, Domain, Output, Transition } from '../chart/chart.ts'
import { type Position, Reducer } from '../chart/reducer.ts'

type Ghosts<D> = { -readonly [K in keyof D]: number }

/** One instance of a chart inside a world. */
export interface Role<C extends object, P extends object> {
  readonly name: string
  readonly chart: Chart<C, P>
  readonly context: Readonly<C>
  /** Full name of the current leaf. */
  readonly state: string
  /** Delivers an event; every event is handled in every state, so an unhandled one is a defect of the system. */
  send(type: string, payload?: Partial<P>): readonly Output[]
}

/** One variable of a world: where it lives and which values it takes in an exploration. */
export interface Variable {
  readonly name: string
  readonly domain: Domain
  /** Object and key of the cell, for generated accessors. */
  readonly cell: object
  readonly key: string
}

interface Accessors {
  readonly save: () => number[]
  readonly load: (values: readonly number[]) => void
}

const nothing: never[] = []

/** One hop of a step: who told whom what. */
export interface Message {
  readonly from: string
  readonly to: string
  readonly text: string
}

/** One event that a role took: where its chart was, and what became of it. */
export interface RoleStep {
  readonly role: string
  readonly chart: AnyChart
  readonly event: string
  readonly payload: { readonly [field: string]: number }
  readonly before: Instant
  /** Undefined if the chart does not handle the event there. */
  readonly after: (Instant & { readonly outputs: readonly Output[] }) | undefined
}

interface Instant {
  readonly leaf: string
  readonly context: { readonly [field: string]: number }
}

/**
 * The state of a system: instances of charts and ghost variables, all of them integers, changed in place. It is saved and
 * loaded as a whole, so that one world serves exploration, walks and judging. A ghost stays in its declared domain. A chart's
 * domains are those in which it is explored and compared; ids, counts and times of a test model may be as large as those of a
 * real implementation, up to 2^53 - 1. What is packed for an exploration is checked against every domain.
 */
export class World {
  readonly variables: Variable[] = []
  readonly reducers: Reducer<never, never>[] = []
  /** Transitions taken since `begin`, and by which role. */
  fired: Transition[] = []
  actors: string[] = []
  /** Messages since `begin`, recorded only while `traced`. */
  messages: Message[] = []
  traced = false
  /** Sees every step of every role while it is set. */
  witness: ((step: RoleStep) => void) | undefined
  /** Whether a choice since `begin` was against a SHOULD. */
  unwise = false
  readonly #roles = new Map<string, Role<never, never>>()
  #choices: readonly number[] = []
  #taken: { picked: number; options: number }[] = []
  #fresh: () => number = () => 0
  #generated: Accessors | undefined

  /** Starts a step: forgets the last one's record, sets the choices to make and where fresh symbols come from. */
  begin(choices: readonly number[], fresh: () => number): void {
    this.fired = nothing
    this.actors = nothing
    this.unwise = false
    if (this.messages.length > 0) this.messages = []
    if (this.#taken.length > 0) this.#taken = []
    this.#choices = choices
    this.#fresh = fresh
  }

  /** The next value of an implementation's own numbering. */
  fresh(): number {
    return this.#fresh()
  }

  /**
   * A point where the specification, or a fault, leaves `options` ways to go on; option 0 is the usual one. `unwise` is one
   * against which a SHOULD speaks: it is allowed, and what else it breaks is judged elsewhere.
   */
  choose(options: number, unwise?: number): number {
    const picked = this.#choices[this.#taken.length] ?? 0
    this.#taken.push({ picked, options })
    if (picked === unwise) this.unwise = true
    return picked
  }

  /** The choice sequence after the one just made, or undefined when all were made. */
  nextChoices(): number[] | undefined {
    if (this.#taken.length === 0) return undefined
    const sequence = this.#taken.map((choice) => choice.picked)
    for (let at = sequence.length - 1; at >= 0; at--) {
      const choice = this.#taken[at]
      if (choice !== undefined && choice.picked + 1 < choice.options)
        return [...sequence.slice(0, at), choice.picked + 1]
    }
    return undefined
  }

  /** Says which requirements an answer speaks about where no chart takes a transition for it; `actor` is the role that it touches. */
  attribute(requirements: Attribution, actor = 'system'): void {
    this.#record({ id: 'system', chart: 'system', source: '', event: '', requirements, config: {} }, actor)
  }

  role<C extends object, P extends object>(name: string, chart: Chart<C, P>, overrides: Partial<C> = {}): Role<C, P> {
    const reducer = this.#reducer(chart)
    const at: Position<C> = reducer.start(overrides)
    this.#declare(`${name}.state`, { min: 0, max: reducer.leafNames.length - 1 }, at, 'leaf')
    for (const [field, domain] of Object.entries<Domain>(chart.context))
      this.#declare(`${name}.${field}`, domain, at.context, field)
    const columns = Object.fromEntries(reducer.eventTypes.map((type) => [type, reducer.column(type)]))
    const world = this
    const instant = (): Instant => ({
      leaf: reducer.leafNames[at.leaf] as string,
      context: { ...at.context } as Instant['context'],
    })
    const role: Role<C, P> = {
      name,
      chart,
      context: at.context,
      get state() {
        return reducer.leafNames[at.leaf] as string
      },
      send(type, payload = {}) {
        const column = columns[type]
        const before = world.witness === undefined ? undefined : instant()
        const fired = column === undefined ? undefined : reducer.fire(at, column, payload as P)
        if (before !== undefined) {
          const after = fired === undefined ? undefined : { ...instant(), outputs: fired.outputs }
          world.witness?.({ role: name, chart: chart as never, event: type, payload: payload as never, before, after })
        }
        if (fired === undefined)
          throw new CutoverError(
            'CUT-CHART-UNHANDLED',
            `${name} (${chart.id}) does not handle "${type}" in state ${role.state}`,
          )
        world.#record(fired.transition, name)
        if (world.traced) world.#note(name, chart, type, payload, fired.outputs)
        return fired.outputs
      },
    }
    this.#roles.set(name, role as never)
    return role
  }

  roles(): readonly Role<never, never>[] {
    return [...this.#roles.values()]
  }

  /** Variables outside the role charts: history that an invariant needs, channels, armed faults. */
  ghosts<D extends { readonly [name: string]: Domain }>(prefix: string, domains: D): Ghosts<D> {
    const cells = Object.fromEntries(
      Object.entries<Domain>(domains).map(([name, domain]) => [name, domain.initial ?? domain.min]),
    )
    for (const [name, domain] of Object.entries<Domain>(domains))
      this.#declare(`${prefix}.${name}`, domain, cells, name)
    return cells as Ghosts<D>
  }

  /** A copy of every variable's value, in the order of `variables`. */
  save(): number[] {
    return this.#accessors().save()
  }

  load(values: readonly number[]): void {
    this.#accessors().load(values)
  }

  /** Straight-line code over the declared variables; generated at the first use after a declaration. */
  #accessors(): Accessors {
    if (this.#generated !== undefined) return this.#generated
    const cells = [...new Set(this.variables.map((variable) => variable.cell))]
    const places = this.variables.map((variable) => `c${cells.indexOf(variable.cell)}[${JSON.stringify(variable.key)}]`)
    const code = `//# sourceURL=cutover-world-accessors.js\nreturn { save: () => [${places.join(', ')}], load: (v) => { ${places.map((place, at) => `${place} = v[${at}]`).join('; ')} } }`
    this.#generated = new Function(...cells.map((_, at) => `c${at}`), code)(...cells) as Accessors
    return this.#generated
  }

  #declare(name: string, domain: Domain, cell: object, key: string): void {
    this.#generated = undefined
    this.variables.push({ name, domain, cell, key })
  }

  #reducer<C extends object, P extends object>(chart: Chart<C, P>): Reducer<C, P> {
    const known = this.reducers.find((reducer) => (reducer.chart as unknown) === chart)
    if (known !== undefined) return known as unknown as Reducer<C, P>
    const reducer = new Reducer(chart)
    this.reducers.push(reducer as unknown as Reducer<never, never>)
    return reducer
  }

  /** Most steps take one transition: an array made with it is several times smaller than one that grows from empty. */
  #record(transition: Transition, actor: string): void {
    if (this.fired.length === 0) {
      this.fired = [transition]
      this.actors = [actor]
    } else {
      this.fired.push(transition)
      this.actors.push(actor)
    }
  }

  #note(
    to: string,
    chart: { readonly events: { readonly [type: string]: readonly string[] } },
    type: string,
    payload: object,
    outputs: readonly Output[],
  ): void {
    const show = (values: object): string =>
      Object.entries(values)
        .map(([name, value]) => `${name}=${value}`)
        .join(' ')
    const carried = Object.fromEntries(Object.entries(payload).filter(([field]) => chart.events[type]?.includes(field)))
    this.messages.push({ from: 'env', to, text: `${type} ${show(carried)}`.trim() })
    for (const output of outputs) {
      this.messages.push({
        from: to,
        to: 'env',
        text: `${output.type} ${show(output.params)} ${show(output.values)}`.replace(/ +/g, ' ').trim(),
      })
    }
  }
}
