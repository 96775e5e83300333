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
      const left: Json[] = [...got]
      for (const place of places) {
        const at = left.findIndex((item) => place.some((option) => sameJson(option, item)))
        if (at < 0) return false
        left.splice(at, 1)
      }
      return true
    },
    { $any_order: places.map((place) => ({ $one_of: [...place] })) },
  )
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
  )
}
