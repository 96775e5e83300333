import type { Input } from '../../../machines/model/model.ts'
import { renumber } from '../../../machines/model/walk.ts'
import type { Budget } from '../../../reports/event.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import type { Operand } from '../../../spec/operand.ts'
import { changedAt, valueAt } from '../../../spec/operand-value.ts'
import { type Horizon, horizonsIn, longest, type NamePair, type Range } from './horizons.ts'

/** What becomes of a case whose input at a place has the operand, for one value of its dimension. */
export interface Change {
  readonly slug: string
  readonly tier: Budget
  readonly change: (walk: readonly Input[], place: number) => readonly Input[]
}

/** What becomes of a case for each value of an operand's dimension other than names. */
export function changes(operand: Operand, renaming: Renaming): readonly Change[] {
  const { dimension, minimum, maximum, path } = operand
  const range: Range = { minimum, maximum }
  const there = (change: (value: Json) => Json) => (walk: readonly Input[], place: number) =>
    walk.map((input, at) => (at === place ? { op: input.op, params: changedAt(input.params, path, change) } : input))
  const rows = <Value>(found: readonly Horizon<Value>[], change: (value: Value) => Change['change']): Change[] =>
    found.map(({ slug, tier, value }) => ({ slug, tier, change: change(value) }))
  switch (dimension) {
    case 'size':
      return rows(horizonsIn('size', range), (bytes) => there(() => pattern(bytes)))
    case 'text':
      return rows(horizonsIn('text', range), (text) => (walk, place) => renaming.one(walk, place, operand, text))
    case 'number':
      return rows(horizonsIn('number', range), (number) => there(() => written(operand, number)))
    case 'time':
      return rows(horizonsIn('time', inMilliseconds(operand)), (ms) =>
        there(() => written(operand, BigInt(ms) * unitsOf(path))),
      )
    case 'count':
      return operand.type === 'step'
        ? rows(longest(horizonsIn('count', range)), (count) => (walk, place) => repeated(walk, place, count))
        : rows(horizonsIn('count', range), (count) =>
            there((value) => (Array.isArray(value) ? cycled(value, count) : count)),
          )
    default:
      return []
  }
}

function repeated(walk: readonly Input[], place: number, count: number): readonly Input[] {
  const again = Array.from({ length: count }, () => walk[place] as Input)
  return [...walk.slice(0, place), ...again, ...walk.slice(place + 1)]
}

function cycled(items: readonly Json[], count: number): Json[] {
  return items.length === 0 ? [] : Array.from({ length: count }, (_, at) => items[at % items.length] as Json)
}

/** Bytes no two neighbouring blocks of which are alike. */
function pattern(bytes: number): string {
  return Buffer.from(Uint8Array.from({ length: bytes }, (_, at) => (at * 7 + (at >> 8)) & 255)).toString('hex')
}

const written = ({ type }: Operand, number: bigint): Json => (type === 'integer' ? Number(number) : `${number}`)

/** Units of a time in a millisecond, by the name that ends in its unit. */
const unitsOf = (path: string): bigint => (/(^|_|\.)ns$/.test(path) ? 1_000_000n : 1n)

function inMilliseconds({ path, minimum, maximum }: Operand): Range {
  const units = unitsOf(path)
  return { minimum, maximum: maximum === undefined || units === 1n ? maximum : maximum / units }
}

/** Whether both names are within the range of an operand. */
export function fits({ minimum = 0n, maximum }: Operand, names: NamePair): boolean {
  return names
    .map((name) => Buffer.byteLength(name, 'utf8'))
    .every((bytes) => bytes >= minimum && (maximum === undefined || bytes <= maximum))
}

/** Gives things other names, wherever a case speaks of them. */
export class Renaming {
  readonly #paths: ReadonlyMap<string, readonly string[]>

  constructor(operands: readonly Operand[]) {
    const paths = new Map<string, string[]>()
    for (const { op, path, dimension } of operands)
      if (dimension === 'name' || dimension === 'text') paths.set(op, [...(paths.get(op) ?? []), path])
    this.#paths = paths
  }

  /** The walk with another value of the operand of the input at a place, wherever that value stands. */
  one(walk: readonly Input[], place: number, { path }: Operand, to: string): readonly Input[] {
    const from = valueAt(walk[place]?.params ?? {}, path)
    const change = (value: Json): Json => (value === from ? to : value)
    return walk.map(({ op, params }) => ({
      op,
      params: (this.#paths.get(op) ?? []).reduce((so, at) => changedAt(so, at, change), params),
    }))
  }

  /** A walk with the one name, and after it one with the other; the operand is at a place of each. */
  both(
    [first, second]: readonly [readonly Input[], readonly Input[]],
    placeIn: (walk: readonly Input[]) => number,
    operand: Operand,
    [one, other]: NamePair,
  ): readonly Input[] {
    const moved = new Map(second.map((_, at) => [at + 1, first.length + at + 1]))
    const after = this.one(second, placeIn(second), operand, other).map(({ op, params }) => ({
      op,
      params: renumber(params, moved) as JsonObject,
    }))
    return [...this.one(first, placeIn(first), operand, one), ...after]
  }
}
