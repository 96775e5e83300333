import { breadthFirst, byMoves } from '../../../machines/model/breadth-first.ts'
import type { Input, ModelSource, Setting } from '../../../machines/model/model.ts'
import { ModelSimulator, renumber } from '../../../machines/model/walk.ts'
import type { Budget } from '../../../reports/event.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import type { Operand } from '../../../spec/operand.ts'
import { changedAt, valueAt } from '../../../spec/operand-value.ts'
import type { NamedCase } from '../check.ts'
import { type Horizon, horizonsIn, type NamePair, type Range, reaches } from './horizons.ts'

/** What a sweep goes through. */
export interface Swept {
  readonly source: ModelSource
  readonly setting: Setting
  readonly catalogue: Pick<Catalogue, 'operands'>
  /** Operations by name, or by what precedes a dot. */
  readonly operations: readonly string[]
  readonly budget: Budget
}

/** So many situations of a model are looked at for the shortest walks to an operation. */
const situations = 40

/**
 * For each parameter with a dimension the shortest walk of the model in which its operation succeeds, or is refused where it
 * never does, with every value of the dimension's table in its place, consistently through the case. A name comes with the one
 * that it is confused with: the walk for the one, then for the other. An operation that is worth repeating is repeated. Cases
 * that mean nothing to the model are left out.
 */
export function* sweep(swept: Swept): Generator<NamedCase> {
  const { catalogue, operations, source, setting } = swept
  const operands = catalogue.operands.filter(({ op }) =>
    operations.some((name) => op === name || op.startsWith(`${name}.`)),
  )
  const walks = shortestWalks(swept, operands)
  const fitting = new CaseFitter(source, setting)
  const names = catalogue.operands.filter(({ dimension }) => dimension === 'name' || dimension === 'text')
  for (const { name, tier, operand, inputs } of candidates(operands, walks, new Renaming(names))) {
    const fitted = reaches(swept.budget, tier) ? fitting.fitted(inputs(), operand) : undefined
    if (fitted !== undefined) yield { name, configuration: fitting.configuration, inputs: fitted }
  }
}

interface SweepCase {
  readonly name: string
  readonly operand: Operand
  readonly tier: Budget
  readonly inputs: () => readonly Input[]
}

/** Candidates that need the same model come one after another. */
function* candidates(
  operands: readonly Operand[],
  walks: ReadonlyMap<Operand, readonly Input[]>,
  renaming: Renaming,
): Generator<SweepCase> {
  const reached = operands.flatMap((operand) => {
    const walk = walks.get(operand)
    return walk === undefined ? [] : [{ operand, walk, title: [operand.op, operand.path].join(' ').trim() }]
  })
  for (const { slug, tier, value } of horizonsIn('name'))
    for (const { operand, walk, title } of reached)
      if (operand.dimension === 'name' && fits(operand, value))
        yield { name: `${title} ${slug}`, operand, tier, inputs: () => renaming.both(walk, operand, value) }
  for (const { operand, walk, title } of reached)
    for (const { slug, tier, change } of changes(operand, renaming))
      yield { name: `${title} ${slug}`, operand, tier, inputs: () => change(walk) }
}

interface Change {
  readonly slug: string
  readonly tier: Budget
  readonly change: (walk: readonly Input[]) => readonly Input[]
}

/** What becomes of a walk whose last input has the operand, for each value of its dimension other than names. */
function changes(operand: Operand, renaming: Renaming): readonly Change[] {
  const { dimension, minimum, maximum, path } = operand
  const range: Range = { minimum, maximum }
  const last = (change: (value: Json) => Json) => (walk: readonly Input[]) =>
    walk.map((input, at) =>
      at === walk.length - 1 ? { op: input.op, params: changedAt(input.params, path, change) } : input,
    )
  const rows = <Value>(found: readonly Horizon<Value>[], change: (value: Value) => Change['change']): Change[] =>
    found.map(({ slug, tier, value }) => ({ slug, tier, change: change(value) }))
  switch (dimension) {
    case 'size':
      return rows(horizonsIn('size', range), (bytes) => last(() => pattern(bytes)))
    case 'text':
      return rows(horizonsIn('text', range), (text) => (walk) => renaming.one(walk, operand, text))
    case 'number':
      return rows(horizonsIn('number', range), (number) => last(() => written(operand, number)))
    case 'time':
      return rows(horizonsIn('time', inMilliseconds(operand)), (ms) =>
        last(() => written(operand, BigInt(ms) * unitsOf(path))),
      )
    case 'count':
      return operand.type === 'step'
        ? rows(longest(horizonsIn('count', range)), (count) => (walk) => repeated(walk, count))
        : rows(horizonsIn('count', range), (count) =>
            last((value) => (Array.isArray(value) ? cycled(value, count) : count)),
          )
    default:
      return []
  }
}

/** Every repetition is judged, so of each tier the longest row shows what the shorter ones do. */
function longest(rows: readonly Horizon<number>[]): readonly Horizon<number>[] {
  return rows.filter(({ tier }, at) => rows[at + 1]?.tier !== tier)
}

function repeated(walk: readonly Input[], count: number): readonly Input[] {
  return [...walk.slice(0, -1), ...Array.from({ length: count }, () => walk[walk.length - 1] as Input)]
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

function fits({ minimum = 0n, maximum }: Operand, names: NamePair): boolean {
  return names
    .map((name) => Buffer.byteLength(name, 'utf8'))
    .every((bytes) => bytes >= minimum && (maximum === undefined || bytes <= maximum))
}

/** Gives things other names, wherever a case speaks of them. */
class Renaming {
  readonly #paths: ReadonlyMap<string, readonly string[]>

  constructor(names: readonly Operand[]) {
    const paths = new Map<string, string[]>()
    for (const { op, path } of names) paths.set(op, [...(paths.get(op) ?? []), path])
    this.#paths = paths
  }

  /** The walk with another value of the operand, in every place where that value stands. */
  one(walk: readonly Input[], { path }: Operand, to: string): readonly Input[] {
    const from = valueAt(walk[walk.length - 1]?.params ?? {}, path)
    const change = (value: Json): Json => (value === from ? to : value)
    return walk.map(({ op, params }) => ({
      op,
      params: (this.#paths.get(op) ?? []).reduce((so, at) => changedAt(so, at, change), params),
    }))
  }

  /** The walk with the one name, and after it with the other. */
  both(walk: readonly Input[], operand: Operand, [one, other]: NamePair): readonly Input[] {
    const moved = new Map(walk.map((_, at) => [at + 1, walk.length + at + 1]))
    const second = this.one(walk, operand, other).map(({ op, params }) => ({
      op,
      params: renumber(params, moved) as JsonObject,
    }))
    return [...this.one(walk, operand, one), ...second]
  }
}

/** Of what the model would do next, the input that is most like the given one, with the same value at the path. */
function nearest({ model, known }: ModelSimulator, { op, params }: Input, path: string): Input | undefined {
  const wanted = JSON.stringify(valueAt(params, path))
  const equal = (other: JsonObject): number =>
    Object.entries(params).filter(([name, value]) => JSON.stringify(other[name]) === JSON.stringify(value)).length
  return model.moves
    .flatMap((move) => (move.weight() > 0 ? move.variants(known) : []))
    .filter((variant) => variant.op === op && JSON.stringify(valueAt(variant.params, path)) === wanted)
    .reduce<Input | undefined>(
      (best, variant) => (best === undefined || equal(variant.params) > equal(best.params) ? variant : best),
      undefined,
    )
}

/** By operand the shortest walk that ends with it, one that succeeds where there is one. */
function shortestWalks(
  { source, setting }: Swept,
  operands: readonly Operand[],
): ReadonlyMap<Operand, readonly Input[]> {
  const walks = new Map<Operand, { readonly granted: boolean; readonly inputs: readonly Input[] }>()
  for (const { path, input, expected } of breadthFirst(source.build(setting), situations, byMoves)) {
    const granted = expected.ok !== undefined
    for (const operand of operands) {
      if (operand.op !== input.op || (operand.path !== '' && valueAt(input.params, operand.path) === undefined))
        continue
      const known = walks.get(operand)
      if (known === undefined || (granted && !known.granted)) walks.set(operand, { granted, inputs: [...path, input] })
    }
  }
  return new Map([...walks].map(([operand, { inputs }]) => [operand, inputs]))
}

/** Makes cases fit the models that they are judged by. */
class CaseFitter {
  readonly #usual: ModelSimulator
  #last: { readonly scope: string; readonly simulator: ModelSimulator } | undefined

  constructor(
    readonly source: ModelSource,
    readonly setting: Setting,
  ) {
    this.#usual = new ModelSimulator(source.build(setting))
  }

  get configuration(): JsonObject {
    return this.#usual.model.configuration
  }

  /**
   * The case as the model follows it, or undefined where it means nothing to it. An input of an earlier operation that cannot
   * come twice, such as one with an id of its own, becomes the model's own next one with the same value of the operand.
   */
  fitted(inputs: readonly Input[], { path }: Operand): readonly Input[] | undefined {
    const simulator = this.#simulator(inputs)
    simulator.restart()
    const fitted: Input[] = []
    for (const input of inputs) {
      const next = simulator.model.accepts(input) ? input : nearest(simulator, input, path)
      if (next === undefined) return undefined
      simulator.perform(next)
      fitted.push(next)
    }
    return fitted
  }

  #simulator(inputs: readonly Input[]): ModelSimulator {
    const scope = this.source.scope?.({ inputs }) ?? ''
    if (scope === '') return this.#usual
    if (this.#last?.scope !== scope)
      this.#last = { scope, simulator: new ModelSimulator(this.source.build(this.setting, { inputs })) }
    return this.#last.simulator
  }
}
