import type { Transition } from '../../../machines/chart/chart.ts'
import type { Input, KnownSymbol, Model, Scope } from '../../../machines/model/model.ts'
import { type Expectation, isDetermined } from '../../../machines/model/pattern.ts'
import { mint, other, parse } from '../../../machines/model/symbol.ts'
import type { Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { type Comparison, compare, type FacetNames } from './compare.ts'
import { Environment } from './environment.ts'
import { confirmDivergence } from './last-resort.ts'

/** What the model thinks of one answer. */
export interface Judgement {
  /** Transitions taken by the outcome that fits, or by the nearest one. */
  readonly fired: readonly Transition[]
  readonly actors: readonly string[]
  readonly expected: Expectation
  readonly comparison: Comparison
  /** The model left no freedom: one way to go on, and one answer. */
  readonly determined: boolean
}

/**
 * The chart oracle. It keeps every model state that the answers so far allow. An answer that none of them allows is a divergence:
 * it is compared with what the state allows from which it differs least, and the model follows as if that had been answered, or, if
 * the call was refused, as if nothing had happened.
 */
export class Oracle implements Scope {
  environment = new Environment()
  known: KnownSymbol[] = []
  readonly #initial: readonly number[]
  #states: (readonly number[])[] = []
  /** The state in which the world is, where that is known: with many names, loading it again costs more than judging. */
  #loaded: readonly number[] | undefined

  constructor(
    readonly model: Model,
    readonly names: FacetNames,
  ) {
    this.#initial = model.world.save()
    this.start()
  }

  start(): void {
    this.environment = new Environment()
    this.known = []
    this.#states = [this.#initial]
    this.#loaded = undefined
    this.#load(this.#initial)
  }

  /** A decimal string stands for the symbol of the family that has its value. */
  symbol(text: string, family: string): number {
    const reference = parse(text)
    if (reference !== undefined) return reference.offset === 0n ? reference.symbol : other
    return this.environment.symbolOf(text, family)
  }

  /** Puts the world into the likeliest state, for `probes` to read. */
  settle(): void {
    this.#load(this.#states[0] as readonly number[])
  }

  /** What `read` makes of the world in each state that the answers so far allow, the likeliest first. */
  inEachState<T>(read: () => T): T[] {
    return this.#states.map((state) => {
      this.#load(state)
      return read()
    })
  }

  #load(state: readonly number[]): void {
    if (this.#loaded !== state) this.model.world.load(state)
    this.#loaded = state
  }

  judge(op: string, params: JsonObject, reply: Reply, step: number): Judgement {
    const input: Input = { op, params }
    const { world } = this.model
    const survivors: (readonly number[])[] = []
    let nearest: (readonly number[])[] = []
    let best: Judgement | undefined
    let ways = 0
    for (const state of this.#states) {
      let choices: readonly number[] | undefined = []
      while (choices !== undefined) {
        let minted = 0
        ways++
        this.#load(state)
        this.#loaded = undefined
        world.begin(choices, () => mint(step, minted++))
        const expected = this.model.perform(input, this)
        const comparison = compare(expected, reply, this.environment, this.names)
        const fits = comparison.differences.length === 0
        if (fits) {
          this.#loaded = world.save()
          survivors.push(this.#loaded)
        }
        const nearer = best === undefined ? 1 : best.comparison.differences.length - comparison.differences.length
        if (nearer > 0) {
          best = { fired: world.fired, actors: world.actors, expected, comparison, determined: false }
          nearest = []
        }
        if (nearer >= 0 && !fits) nearest.push(world.save())
        choices = world.nextChoices()
      }
    }
    const determined = this.#states.length === 1 && ways === 1 && isDetermined((best as Judgement).expected)
    const judgement: Judgement = { ...(best as Judgement), determined }
    if (survivors.length === 0) {
      confirmDivergence(this.model, this.#states, input, this, step)
      survivors.push(...nearest, ...(reply.ok === undefined ? this.#states : []))
    }
    this.#states = survivors.length === 1 ? survivors : distinct(survivors)
    for (const binding of judgement.comparison.bindings) {
      this.environment.bind(binding.symbol, binding.family, binding.value)
      this.known.push({ symbol: binding.symbol, family: binding.family })
    }
    return judgement
  }
}

function distinct(states: readonly (readonly number[])[]): (readonly number[])[] {
  return [...new Map(states.map((state) => [state.join(), state])).values()]
}
