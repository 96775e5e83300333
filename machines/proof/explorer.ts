import { CutoverError } from '../../spec/error.ts'
import type { Transition } from '../chart/chart.ts'
import { ChoiceTree } from '../model/choice-tree.ts'
import { World } from '../model/world.ts'
import { doubled, Graph } from './graph.ts'
import { findLasso } from './leads-to.ts'
import { type Packing, packing } from './packing.ts'
import { StateTable } from './state-table.ts'
import type { Bounds, Charts, Falsifier, LeadsTo, System, SystemBody, SystemEvent } from './system.ts'
import { type ChosenEvent, type RunStep, retrace } from './trace.ts'

/** Properties that every system has, beside its own: no deadlock, every event handled, every variable inside its domain. */
export const general = { deadlock: 'deadlock', total: 'total', domain: 'domain' } as const

export interface Counterexample {
  /** The id of the invariant or leads-to, or one of `general`. */
  readonly property: string
  readonly text: string
  /** Other invariants that the same state breaks. */
  readonly besides: readonly string[]
  /** A shortest run to the violation; for a liveness property, the way into the loop. */
  readonly trace: readonly RunStep[]
  /** Liveness only: what can go on for ever; empty if the run may stop. */
  readonly loop?: readonly RunStep[]
}

export interface Exploration {
  readonly system: string
  readonly bounds: Bounds
  readonly states: number
  /** Steps taken, those included that change nothing. */
  readonly steps: number
  /** Length of the longest shortest run. */
  readonly depth: number
  /** False when a violation or the limit stopped the search. */
  readonly complete: boolean
  /** Properties of the system, all of them proved if `complete`. */
  readonly properties: readonly string[]
  readonly violation?: Counterexample
  /** Transitions of role charts taken, by id. */
  readonly fired: ReadonlySet<string>
  readonly transitions: readonly Transition[]
  readonly neverEnabled: readonly string[]
}

export interface ExploreOptions {
  readonly bounds?: Partial<Bounds>
  readonly charts?: Partial<Charts>
  /** Stop after this many states; default 20 million. */
  readonly limit?: number
  readonly onState?: (world: World) => void
  /** Called now and then: states searched until now, and states found. */
  readonly onProgress?: (searched: number, found: number) => void
}

/**
 * Breadth-first search over every reachable state of a system: invariants, deadlock, unhandled events, then leads-to under
 * fairness. A state in which no event changes anything is a deadlock unless the system calls it done. The search stops at
 * the first violation, and counterexamples are shortest.
 */
export function explore(system: System, options: ExploreOptions = {}): Exploration {
  return new Search(system, { ...system.bounds, ...options.bounds } as Bounds, options).run()
}

/** Explores the system with the falsifier's fault in it. */
export function falsify(system: System, falsifier: Falsifier, options: ExploreOptions = {}): Exploration {
  return explore(system, { ...options, ...falsifier })
}

/** Transitions that none of the explorations took, by id: dead parts of a chart, or systems that explore too little. */
export function deadTransitions(explorations: readonly Exploration[]): string[] {
  const fired = new Set(explorations.flatMap((exploration) => [...exploration.fired]))
  const all = new Set(explorations.flatMap((exploration) => exploration.transitions.map((transition) => transition.id)))
  return [...all].filter((id) => !fired.has(id))
}

const none: readonly number[] = []
/** States between two tellings of how far the search is: a few milliseconds of work. */
const progressEvery = 4096

class Search {
  readonly #world = new World()
  readonly #body: SystemBody
  readonly #packing: Packing
  readonly #table: StateTable
  readonly #graph: Graph
  /** For each state but the first, the state before it on a shortest run, and the cause of the step. */
  #parents = new Int32Array(1 << 12)
  #causes = new Int32Array(1 << 12)
  /** First state of each depth, and the end of the deepest one. */
  readonly #levels = [0]
  #levelEnd = 1
  readonly #choices = new ChoiceTree()
  readonly #fired = new Set<Transition>()
  readonly #enabled: boolean[]
  #steps = 0
  #minted = 0
  readonly #fresh = (): number => ++this.#minted

  constructor(
    readonly system: System,
    readonly bounds: Bounds,
    readonly options: ExploreOptions,
  ) {
    this.#body = system.build(this.#world, bounds, { ...system.charts, ...options.charts } as Charts)
    this.#packing = packing(this.#world)
    this.#table = new StateTable(this.#packing.width)
    this.#graph = new Graph(this.#body.events.length)
    this.#enabled = this.#body.events.map(() => false)
  }

  run(): Exploration {
    const limit = this.options.limit ?? 20_000_000
    this.#packing.renumber()
    this.#insert(-1, 0)
    let violation = this.#broken(0)
    for (let state = 0; state < this.#table.size && violation === undefined && this.#table.size <= limit; state++) {
      if (state % progressEvery === 0) this.options.onProgress?.(state, this.#table.size)
      violation = this.#expand(state)
      if (state + 1 === this.#levelEnd && this.#table.size > state + 1) {
        this.#levels.push(state + 1)
        this.#levelEnd = this.#table.size
      }
    }
    const complete = violation === undefined && this.#table.size <= limit
    if (complete) violation = this.#liveness()
    const body = this.#body
    return {
      system: this.system.id,
      bounds: this.bounds,
      states: this.#table.size,
      steps: this.#steps,
      depth: this.#levels.length - 1,
      complete: complete && violation === undefined,
      properties: [...new Set([...body.invariants, ...(body.leadsTo ?? [])].map((property) => property.id))],
      ...(violation === undefined ? {} : { violation }),
      fired: new Set([...this.#fired].map((transition) => transition.id)),
      transitions: this.#world.reducers.flatMap((reducer) => reducer.transitions),
      neverEnabled: body.events.filter((_, at) => !this.#enabled[at]).map((event) => event.name),
    }
  }

  /** Takes every event of the state with every sequence of choices. */
  #expand(state: number): Counterexample | undefined {
    const { events } = this.#body
    this.#graph.open()
    this.#load(state)
    const symbols = this.#packing.largestSymbol()
    let untouched = true
    let moves = false
    for (let event = 0; event < events.length; event++) {
      let choices: readonly number[] | undefined = none
      while (choices !== undefined) {
        if (!untouched) this.#load(state)
        this.#minted = symbols
        const outcome = this.#take(events[event] as SystemEvent, state, event, choices)
        untouched = outcome === -1
        if (typeof outcome === 'object') return outcome
        if (outcome >= 0 && outcome !== state) moves = true
        choices = this.#world.nextChoices()
      }
    }
    if (moves) return undefined
    this.#load(state)
    if (this.#body.done?.() === true) return undefined
    return this.#counterexample(
      general.deadlock,
      'Some event changes the state, or nothing more need happen.',
      this.#causesTo(state),
    )
  }

  /** Takes one step: the number of the next state, -1 if the event cannot happen, or the violation. */
  #take(event: SystemEvent, state: number, index: number, choices: readonly number[]): number | Counterexample {
    const world = this.#world
    world.begin(choices, this.#fresh)
    try {
      if (!event.run()) return -1
    } catch (error) {
      if (!(error instanceof CutoverError) || error.code !== 'CUT-CHART-UNHANDLED') throw error
      return this.#counterexample(general.total, error.message, [...this.#causesTo(state), { event, choices }])
    }
    this.#enabled[index] = true
    this.#steps++
    for (const transition of world.fired) this.#fired.add(transition)
    const cause = index + this.#body.events.length * this.#choices.number(choices)
    const before = this.#table.size
    let next: number
    try {
      this.#packing.renumber()
      next = this.#insert(state, cause)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      return this.#counterexample(general.domain, error.message, [...this.#causesTo(state), { event, choices }])
    }
    if (this.#body.leadsTo !== undefined) this.#graph.add(next, cause)
    return (next === before ? this.#broken(next) : undefined) ?? next
  }

  #load(state: number): void {
    this.#packing.load(this.#table.words, state * this.#packing.width)
  }

  #insert(parent: number, cause: number): number {
    const at = this.#table.candidate()
    this.#packing.store(this.#table.words, at)
    const size = this.#table.size
    const state = this.#table.add()
    if (state === size) {
      if (state >= this.#parents.length) {
        this.#parents = doubled(this.#parents)
        this.#causes = doubled(this.#causes)
      }
      this.#parents[state] = parent
      this.#causes[state] = cause
      this.options.onState?.(this.#world)
    }
    return state
  }

  /** The first broken invariant of the state that the world holds now. */
  #broken(state: number): Counterexample | undefined {
    if (this.#body.invariants.every((invariant) => invariant.holds())) return undefined
    const [first, ...rest] = this.#body.invariants.filter((invariant) => !invariant.holds())
    if (first === undefined) return undefined
    const besides = rest.map((invariant) => invariant.id)
    return { ...this.#counterexample(first.id, first.text, this.#causesTo(state)), besides }
  }

  #liveness(): Counterexample | undefined {
    for (const property of this.#body.leadsTo ?? []) {
      const violation = this.#lasso(property)
      if (violation !== undefined) return violation
    }
    return undefined
  }

  #lasso(property: LeadsTo): Counterexample | undefined {
    const { events } = this.#body
    const read = (condition: () => boolean) => (state: number) => {
      this.#load(state)
      this.#world.begin([], this.#fresh)
      return condition()
    }
    const marked = (mark: 'fair' | 'finite'): number[] =>
      events.flatMap((event, at) => (event[mark] === true ? [at] : []))
    const fairness = { fair: marked('fair'), finite: new Set(marked('finite')) }
    const found = findLasso(this.#graph, this.#levels, read(property.when), read(property.eventually), fairness)
    if (found === undefined) return undefined
    const along = (edges: readonly number[]): ChosenEvent[] =>
      edges.map((edge) => this.#cause(this.#graph.cause[edge] as number))
    const before = [...this.#causesTo(found.root), ...along(found.path)]
    const whole = this.#counterexample(property.id, property.text, [...before, ...along(found.loop)])
    return { ...whole, trace: whole.trace.slice(0, before.length), loop: whole.trace.slice(before.length) }
  }

  #cause(number: number): ChosenEvent {
    const { events } = this.#body
    const event = events[number % events.length] as SystemEvent
    return { event, choices: this.#choices.sequence(Math.floor(number / events.length)) }
  }

  #causesTo(state: number): ChosenEvent[] {
    const causes: ChosenEvent[] = []
    for (let at = state; at > 0; at = this.#parents[at] as number) causes.push(this.#cause(this.#causes[at] as number))
    return causes.reverse()
  }

  #counterexample(property: string, text: string, causes: readonly ChosenEvent[]): Counterexample {
    this.#load(0)
    return { property, text, besides: [], trace: retrace(this.#world, this.#packing, causes) }
  }
}
