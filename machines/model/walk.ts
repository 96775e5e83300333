import type { Json, JsonObject } from '../../spec/json.ts'
import type { Input, KnownSymbol, Model, Move, Scope } from './model.ts'
import { type Expectation, type Pattern, SymbolPattern } from './pattern.ts'
import { reachOf } from './reach.ts'
import { mint, other, parse } from './symbol.ts'

/** A source of uniform numbers in [0, 1). */
export type Random = () => number

/** Follows a model along the usual choices, without an implementation: what generation, repair and planning see. */
export class ModelSimulator implements Scope {
  /** Symbols that the answers so far have shown, oldest first. */
  known: KnownSymbol[] = []
  step = 0
  /** Guides generation; absent where every state reaches the same. */
  readonly reach: (() => number) | undefined
  readonly #initial: number[]

  constructor(readonly model: Model) {
    this.#initial = model.world.save()
    this.reach = reachOf(model.world)
  }

  restart(): void {
    this.known = []
    this.step = 0
    this.model.world.load(this.#initial)
  }

  /** Performs the next input as its case's next step. */
  perform(input: Input): Expectation {
    this.step++
    const expected = this.#run(input)
    if (expected.ok !== undefined) this.#reveal(expected.ok)
    return expected
  }

  /** Performs a query in place; it is no step of the case. */
  probe(input: Input): Expectation {
    return this.#run(input)
  }

  symbol(text: string, family: string): number {
    const reference = parse(text)
    if (reference === undefined || reference.offset !== 0n) return other
    return this.known.some((known) => known.symbol === reference.symbol && known.family === family)
      ? reference.symbol
      : other
  }

  #run(input: Input): Expectation {
    let minted = 0
    this.model.world.begin([], () => mint(this.step, minted++))
    return this.model.perform(input, this)
  }

  #reveal(pattern: Pattern): void {
    if (pattern instanceof SymbolPattern) {
      if (!this.known.some((known) => known.symbol === pattern.symbol))
        this.known.push({ symbol: pattern.symbol, family: pattern.family })
    } else if (Array.isArray(pattern)) for (const item of pattern) this.#reveal(item)
    else if (pattern !== null && typeof pattern === 'object')
      for (const inner of Object.values(pattern)) this.#reveal(inner as Pattern)
  }
}

/** A random walk of `length` inputs. Only inputs that mean something in the model's present state are drawn. */
export function walk(simulator: ModelSimulator, length: number, random: Random): Input[] {
  simulator.restart()
  const inputs: Input[] = []
  while (inputs.length < length) {
    const input = draw(simulator, random)
    if (input === undefined) break
    simulator.perform(input)
    inputs.push(input)
  }
  return inputs
}

function draw(simulator: ModelSimulator, random: Random): Input | undefined {
  const { moves } = simulator.model
  const weights = moves.map((move) => move.weight())
  let total = 0
  for (const weight of weights) total += weight
  for (let attempt = 0; attempt < 8 && total > 0; attempt++) {
    let mark = random() * total
    let at = 0
    while (at < weights.length - 1 && mark >= (weights[at] as number)) mark -= weights[at++] as number
    const variants = (moves[at] as Move).variants(simulator.known)
    if (variants.length > 0)
      return simulator.reach === undefined
        ? variants[Math.floor(random() * variants.length)]
        : guided(simulator, variants, random)
    total -= weights[at] as number
    weights[at] = 0
  }
  return undefined
}

/** Candidates looked at before one is picked: enough to avoid an absorbing state, few enough to be fast. */
const lookahead = 8

/** One of the variants, weighted by what stays reachable after it. */
function guided(simulator: ModelSimulator, variants: readonly Input[], random: Random): Input {
  const before = { state: simulator.model.world.save(), known: simulator.known, step: simulator.step }
  const candidates =
    variants.length <= lookahead
      ? variants
      : Array.from({ length: lookahead }, () => variants[Math.floor(random() * variants.length)] as Input)
  const weights = candidates.map((input) => {
    simulator.known = [...before.known]
    simulator.step = before.step
    simulator.perform(input)
    const weight = 1 + 3 * (simulator.reach?.() ?? 0)
    simulator.model.world.load(before.state)
    return weight
  })
  simulator.known = before.known
  simulator.step = before.step
  let mark = random() * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [at, weight] of weights.entries()) {
    mark -= weight
    if (mark < 0) return candidates[at] as Input
  }
  return candidates[candidates.length - 1] as Input
}

/**
 * Makes a case of the inputs kept from another one: references follow their steps to the new numbers, and an input whose
 * reference is gone, or that means nothing any more and cannot be repaired, is dropped. `kept` holds the step numbers (from 1)
 * in the old case.
 */
export function repair(simulator: ModelSimulator, inputs: readonly Input[], kept: readonly number[]): Input[] {
  simulator.restart()
  const moved = new Map<number, number>()
  const result: Input[] = []
  for (const [at, input] of inputs.entries()) {
    const params = renumber(input.params, moved)
    if (params === undefined) continue
    const found: Input = { op: input.op, params: params as JsonObject }
    if (!known(simulator, found.params)) continue
    const next = simulator.model.accepts(found) ? found : simulator.model.repair?.(found)
    if (next === undefined) continue
    simulator.perform(next)
    result.push(next)
    moved.set(kept[at] as number, result.length)
  }
  return result
}

function known(simulator: ModelSimulator, value: Json): boolean {
  if (typeof value === 'string') {
    const reference = parse(value)
    return reference === undefined || simulator.known.some((symbol) => symbol.symbol === reference.symbol)
  }
  if (value === null || typeof value !== 'object') return true
  return (Array.isArray(value) ? value : Object.values(value)).every((inner) => known(simulator, inner))
}

/** The value with every reference moved to the new number of its step; undefined where that step is gone. */
export function renumber(value: Json, moved: ReadonlyMap<number, number>): Json | undefined {
  if (typeof value === 'string') {
    const match = /^(\$[a-z]+)([0-9]+)(.*)$/.exec(value)
    if (match === null || parse(value) === undefined) return value
    const step = moved.get(Number(match[2]))
    return step === undefined ? undefined : `${match[1]}${step}${match[3]}`
  }
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = value.map((item) => renumber(item, moved))
    return items.some((item) => item === undefined) ? undefined : (items as Json[])
  }
  const members: JsonObject = {}
  for (const [name, inner] of Object.entries(value)) {
    const renamed = renumber(inner, moved)
    if (renamed === undefined) return undefined
    members[name] = renamed
  }
  return members
}
