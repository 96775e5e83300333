import { type Json, sameJson } from '../../../spec/json.ts'
import { Fitting, OneOf, type Pattern } from '../../model/pattern.ts'

const text = (value: Json): string => JSON.stringify(value)

/** Expects the values in any order; each place lists its alternatives. */
export function anyOrder(places: readonly (readonly Json[])[]): Pattern {
  const [only] = places
  if (only === undefined) return []
  if (places.length === 1) return new OneOf(only.map((value) => [value]))
  return new Fitting(
    `in any order ${places.map((place) => place.map(text).join(' or ')).join(', ') || 'nothing'}`,
    (got) => {
      if (!Array.isArray(got) || got.length !== places.length) return false
      return assignable(places, got, (place, item) => place.some((option) => sameJson(option, item)))
    },
    { $any_order: places.map((place) => ({ $one_of: [...place] })) },
    (random) => shuffled(places, random).map((place) => place[Math.floor(random() * place.length)] as Json),
    (got) =>
      Array.isArray(got) &&
      got.length < places.length &&
      assignable(got as Json[], places, (item, place) => place.some((option) => sameJson(option, item))),
  )
}

/** Equal values of a list, and how many there are. */
interface Group<Value> {
  readonly one: Value
  readonly count: number
}

function grouped<Value>(values: readonly Value[]): readonly Group<Value>[] {
  const groups = new Map<string, { one: Value; count: number }>()
  for (const one of values) {
    const known = groups.get(JSON.stringify(one))
    if (known === undefined) groups.set(JSON.stringify(one), { one, count: 1 })
    else known.count++
  }
  return [...groups.values()]
}

/** Whether every place gets an item of its own that fits it. An item may have to move on to another of its places. */
function assignable<P, I>(places: readonly P[], items: readonly I[], fits: (place: P, item: I) => boolean): boolean {
  const kinds = grouped(places)
  const sorts = grouped(items)
  const left = sorts.map(({ count }) => count)
  const given = kinds.map(() => sorts.map(() => 0))
  const give = (kind: number, sort: number, count: number): void => {
    const row = given[kind] as number[]
    row[sort] = (row[sort] as number) + count
  }
  /** Settles up to `wanted` places of a kind; how many it did. */
  const settle = (kind: number, wanted: number, tried: Set<number>): number => {
    let settled = 0
    for (const [sort, { one }] of sorts.entries()) {
      if (settled === wanted || tried.has(sort) || !fits((kinds[kind] as Group<P>).one, one)) continue
      tried.add(sort)
      const taken = Math.min(left[sort] as number, wanted - settled)
      left[sort] = (left[sort] as number) - taken
      give(kind, sort, taken)
      settled += taken
      for (const holder of kinds.keys()) {
        const held = given[holder]?.[sort] ?? 0
        if (holder === kind || held === 0 || settled === wanted) continue
        const moved = settle(holder, Math.min(held, wanted - settled), tried)
        give(holder, sort, -moved)
        give(kind, sort, moved)
        settled += moved
      }
    }
    return settled
  }
  return [...kinds.entries()].every(([kind, { count }]) => {
    for (let open = count; open > 0; ) {
      const settled = settle(kind, open, new Set())
      if (settled === 0) return false
      open -= settled
    }
    return true
  })
}

/** Expects a merge of the sequences: each in its order, anything else free. `data` writes an item for a golden file. */
export function merged(
  sequences: readonly (readonly Json[])[],
  same: (a: Json, b: Json) => boolean,
  data: (item: Json) => Json,
): Fitting {
  return new Fitting(
    `a merge of ${JSON.stringify(sequences)}`,
    (got) => {
      if (!Array.isArray(got)) return false
      const at = sequences.map(() => 0)
      for (const item of got) {
        const from = sequences.findIndex((sequence, index) => {
          const next = sequence[at[index] as number]
          return next !== undefined && same(next, item)
        })
        if (from < 0) return false
        at[from] = (at[from] as number) + 1
      }
      return sequences.every((sequence, index) => at[index] === sequence.length)
    },
    { $merge: sequences.map((sequence) => sequence.map(data)) },
    (random) => {
      const at = sequences.map(() => 0)
      const turns = shuffled(
        sequences.flatMap((sequence, index) => sequence.map(() => index)),
        random,
      )
      return turns.map((index) => {
        const item = sequences[index]?.[at[index] as number] as Json
        at[index] = (at[index] as number) + 1
        return item
      })
    },
  )
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const left = [...items]
  return items.map(() => left.splice(Math.floor(random() * left.length), 1)[0] as T)
}
