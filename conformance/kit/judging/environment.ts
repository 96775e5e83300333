import { format, mint, other, parse, stepOf } from '../../../machines/model/symbol.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'

const largest = 2n ** 64n - 1n
/** Symbols that one step can mint. */
const perStep = 8

function* numbersOf(value: Json): Generator<bigint> {
  if (typeof value === 'string') {
    if (/^(0|[1-9][0-9]{0,19})$/.test(value)) yield BigInt(value)
  } else if (value !== null && typeof value === 'object')
    for (const inner of Object.values(value)) yield* numbersOf(inner)
}

/** What the symbols of one case stand for, learned from answers. Values are decimal strings of unsigned 64-bit integers. */
export class Environment {
  readonly #values = new Map<number, bigint>()
  readonly #families = new Map<string, Map<bigint, number>>()

  value(symbol: number): bigint | undefined {
    return this.#values.get(symbol)
  }

  /** Whether `value` may be what `symbol` stands for: its own value, or, for a fresh one, larger than any of its family. */
  admits(symbol: number, family: string, value: bigint): boolean {
    const known = this.#values.get(symbol)
    if (known !== undefined) return known === value
    const members = this.#families.get(family)
    if (members === undefined) return true
    for (const [seen, earlier] of members) {
      if (earlier < symbol ? seen >= value : seen <= value) return false
    }
    return true
  }

  bind(symbol: number, family: string, value: bigint): void {
    this.#values.set(symbol, value)
    let members = this.#families.get(family)
    if (members === undefined) {
      members = new Map()
      this.#families.set(family, members)
    }
    members.set(value, symbol)
  }

  /** Without a model the numbers of an answer, decimal strings in their order, are the symbols of its step. */
  learn(step: number, answer: JsonObject): void {
    let nth = 0
    for (const value of numbersOf(answer)) {
      if (nth === perStep) return
      this.bind(mint(step, nth++), 'number', value)
    }
  }

  /** The symbol of `family` that a decimal string equals, or `other`. */
  symbolOf(text: string, family: string): number {
    return this.#families.get(family)?.get(BigInt(text)) ?? other
  }

  /** The decimal string for a reference, or undefined while the symbol is unbound or the neighbour does not exist. */
  resolve(text: string): string | undefined {
    const reference = parse(text)
    if (reference === undefined) return text
    const value = this.#values.get(reference.symbol)
    if (value === undefined) return undefined
    const moved = value + reference.offset
    return moved < 0n || moved > largest ? undefined : moved.toString()
  }

  /** Parameters with every reference resolved, or undefined if one cannot be. */
  concrete(params: JsonObject): JsonObject | undefined {
    const resolved = this.#concrete(params)
    return resolved as JsonObject | undefined
  }

  /** How a value reads for people: `$e3 = "7"` where a symbol has it. */
  describe(symbol: number): string {
    const value = this.#values.get(symbol)
    return value === undefined
      ? `${format(symbol)} (fresh: larger than every earlier one)`
      : `${format(symbol)} = "${value}"`
  }

  /** The value itself where it refers to nothing, so that unchanged parts are shared. */
  #concrete(value: Json): Json | undefined {
    if (typeof value === 'string') return value.charCodeAt(0) === 36 ? this.resolve(value) : value
    if (value === null || typeof value !== 'object') return value
    let copy: Json | undefined
    for (const key of Object.keys(value)) {
      const inner = (value as JsonObject)[key] as Json
      const resolved = this.#concrete(inner)
      if (resolved === undefined) return undefined
      if (resolved === inner) continue
      copy ??= Array.isArray(value) ? [...value] : { ...value }
      Object.assign(copy, { [key]: resolved })
    }
    return copy ?? value
  }
}

/** Whether the text refers to a symbol minted at `step` or later. */
export function refersFrom(text: string, step: number): boolean {
  const reference = parse(text)
  return reference !== undefined && stepOf(reference.symbol) >= step
}
