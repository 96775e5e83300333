import type { Transition } from './chart.ts'
import { checkLeadsTo, type Edges } from './leads-to.ts'
import { type Packing, packing } from './packing.ts'
import { StateTable } from './state-table.ts'
import type { Bounds, Charts, System, SystemBody } from './system.ts'
import { type Message, World } from './world.ts'

/** One step of a run through a system. */
export interface TraceStep {
  readonly event: string
  readonly choices: readonly number[]
  readonly messages: readonly Message[]
}

export interface Counterexample {
  readonly property: string
  readonly text: string
  /** Shortest run to the violation; for a liveness property, the way into the loop. */
  readonly trace: readonly TraceStep[]
  /** Liveness only: event names that can go on for ever. */
  readonly loop?: readonly string[]
}

export interface Exploration {
  readonly system: string
  readonly bounds: Bounds
  readonly states: number
  /** Steps taken, self-loops included. */
  readonly edges: number
  readonly depth: number
  /** False when a violation or the limit stopped the search. */
  readonly complete: boolean
  readonly invariants: readonly string[]
  readonly violation?: Counterexample
  readonly fired: ReadonlySet<string>
  readonly transitions: readonly Transition[]
  readonly neverEnabled: readonly string[]
}

export interface ExploreOptions {
  readonly bounds?: Bounds
  readonly charts?: Charts
  /** Stop after this many states; default 20 million. */
  readonly limit?: number
  /** Liveness needs the graph: about 8 bytes an edge. Default true. */
  readonly liveness?: boolean
  readonly onState?: (world: World) => void
  readonly onProgress?: (states: number) => void
}

/**
 * Breadth-first search over every reachable state of a system: invariants, deadlock, unhandled events, then leads-to under
 * fairness. Counterexamples are shortest.
 */
export function explore(system: System, options: ExploreOptions = {}): Exploration {
  const bounds = { ...system.bounds, ...options.bounds }
  const world = new World()
  const body = system.build(world, bounds, { ...system.charts, ...options.charts })
  return new Search(system, bounds, world, body, options).run()
}

class Search {
  readonly #packing: Packing
  readonly #table: StateTable
  #parents = new Int32Array(1 << 12)
  #causes = new Int32Array(1 << 12)
  /** Choice sequences seen, so that a cause is one number: event + events * choice. */
  readonly #choiceLists: (readonly number[])[] = [[]]
  readonly #choiceIndex = new Map<string, number>([['', 0]])
  readonly #fired = new Set<Transition>()
  readonly #enabled: boolean[]
  readonly #edges: Edges = { from: [], to: [], event: [] }
  #count = 0

  constructor(
    readonly system: System,
    readonly bounds: Bounds,
    readonly world: World,
    readonly body: SystemBody,
    readonly options: ExploreOptions,
  ) {
    this.#packing = packing(world)
    this.#table = new StateTable(this.#packing.width)
    this.#enabled = body.events.map(() => false)
  }

  run(): Exploration {
    const { world, body, options } = this
    const limit = options.limit ?? 20_000_000
    const record = (body.leadsTo?.length ?? 0) > 0 && options.liveness !== false
    this.#insert(-1, 0)
    let violation = this.#broken(0)
    let depth = 0
    let levelEnd = 1
    for (let state = 0; state < this.#table.size && violation === undefined && this.#table.size <= limit; state++) {
      if (state === levelEnd) {
        depth++
        levelEnd = this.#table.size
        options.onProgress?.(levelEnd)
      }
      let moves = false
      for (let event = 0; event < body.events.length && violation === undefined; event++) {
        let choices: readonly number[] | undefined = this.#choiceLists[0]
        while (choices !== undefined) {
          this.#packing.load(this.#table.bytes, state * this.#packing.width)
          const symbols = this.#packing.largestSymbol()
          let minted = symbols
          world.begin(choices, () => ++minted)
          let happened: boolean
          try {
            happened = (body.events[event] as SystemBody['events'][number]).run()
          } catch (error) {
            violation = this.#counterexample('total', (error as Error).message, state, event, choices)
            break
          }
          if (happened) {
            this.#enabled[event] = true
            this.#count++
            for (const transition of world.fired) this.#fired.add(transition)
            this.#packing.renumber()
            const before = this.#table.size
            const cause = event + body.events.length * this.#choice(choices)
            let next: number
            try {
              next = this.#insert(state, cause)
            } catch (error) {
              violation = this.#counterexample('domain', (error as Error).message, state, event, choices)
              break
            }
            if (next !== state) moves = true
            if (record) {
              this.#edges.from.push(state)
              this.#edges.to.push(next)
              this.#edges.event.push(event)
            }
            if (next === before) {
              violation = this.#broken(next)
              if (violation !== undefined) break
            }
          }
          choices = world.nextChoices()
        }
      }
      if (!moves && violation === undefined) {
        this.#packing.load(this.#table.bytes, state * this.#packing.width)
        if (body.done?.() !== true) violation = this.#counterexample('deadlock', 'No event changes the state.', state)
      }
    }
    if (violation === undefined && record) violation = this.#liveness()
    const transitions = world.reducers.flatMap((reducer) => reducer.transitions)
    return {
      system: this.system.id,
      bounds: this.bounds,
      states: this.#table.size,
      edges: this.#count,
      depth,
      complete: violation === undefined && this.#table.size <= limit,
      invariants: [...body.invariants.map((invariant) => invariant.id), ...(body.leadsTo ?? []).map((property) => property.id)],
      ...(violation === undefined ? {} : { violation }),
      fired: new Set([...this.#fired].map((transition) => transition.id)),
      transitions,
      neverEnabled: body.events.filter((_, at) => !this.#enabled[at]).map((event) => event.name),
    }
  }

  #insert(parent: number, cause: number): number {
    const at = this.#table.candidate()
    this.#packing.store(this.#table.bytes, at)
    const size = this.#table.size
    const state = this.#table.add()
    if (state === size) {
      if (state >= this.#parents.length) {
        this.#parents = doubled(this.#parents)
        this.#causes = doubled(this.#causes)
      }
      this.#parents[state] = parent
      this.#causes[state] = cause
      this.options.onState?.(this.world)
    }
    return state
  }

  #choice(choices: readonly number[]): number {
    if (choices.length === 0) return 0
    const key = choices.join(',')
    const known = this.#choiceIndex.get(key)
    if (known !== undefined) return known
    this.#choiceLists.push(choices)
    this.#choiceIndex.set(key, this.#choiceLists.length - 1)
    return this.#choiceLists.length - 1
  }

  /** The first broken invariant of the state that the world holds now. */
  #broken(state: number): Counterexample | undefined {
    for (const invariant of this.body.invariants) {
      if (!invariant.holds()) return this.#counterexample(invariant.id, invariant.text, state)
    }
    return undefined
  }

  #liveness(): Counterexample | undefined {
    const { body, world } = this
    const width = this.#packing.width
    for (const property of body.leadsTo ?? []) {
      const read = (condition: () => boolean) => (state: number) => {
        this.#packing.load(this.#table.bytes, state * width)
        world.begin([], () => 0)
        return condition()
      }
      const fair = body.events.flatMap((event, at) => (event.fair === true ? [at] : []))
      const found = checkLeadsTo(this.#table.size, this.#edges, read(property.when), read(property.then), fair)
      if (found !== undefined) {
        return {
          ...this.#counterexample(property.id, property.text, found.state),
          loop: found.loop.map((event) => (body.events[event] as SystemBody['events'][number]).name),
        }
      }
    }
    return undefined
  }

  #counterexample(property: string, text: string, state: number, event?: number, choices: readonly number[] = []): Counterexample {
    const causes: { event: number; choices: readonly number[] }[] = event === undefined ? [] : [{ event, choices }]
    for (let at = state; at > 0; at = this.#parents[at] as number) {
      const cause = this.#causes[at] as number
      const events = this.body.events.length
      causes.unshift({ event: cause % events, choices: this.#choiceLists[Math.floor(cause / events)] ?? [] })
    }
    const world = this.world
    this.#packing.load(this.#table.bytes, 0)
    world.traced = true
    const trace = causes.map(({ event: index, choices: picked }): TraceStep => {
      let minted = this.#packing.largestSymbol()
      world.begin(picked, () => ++minted)
      const happening = this.body.events[index] as SystemBody['events'][number]
      try {
        happening.run()
      } catch {
        // the violation itself; the messages up to here are what the reader needs
      }
      this.#packing.renumber()
      return { event: happening.name, choices: picked, messages: world.messages }
    })
    world.traced = false
    return { property, text, trace }
  }
}

function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(numbers.length * 2)
  grown.set(numbers)
  return grown
}
