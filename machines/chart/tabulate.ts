import { canonical } from '../../spec/canonical.ts'
import type { Json } from '../../spec/json.ts'
import type { AnyChart, Domain } from './chart.ts'

/** Points of the declared domains at which a chart's functions are tabulated. */
const points = 512

/**
 * What a chart's named functions compute, as text: their values at fixed points of the declared domains. It depends on what
 * the functions do and not on how they are written, so it is the same for a source and its bundled form and for any order of
 * members.
 */
export function tabulate(chart: AnyChart): ReadonlyMap<string, string> {
  const random = sequence()
  const draw = (domains: Readonly<Record<string, Domain>>): Record<string, number> =>
    Object.fromEntries(
      Object.entries(domains)
        .sort(byName)
        .map(([name, { min, max }]) => [name, min + (random() % (Math.min(max, min + 15) - min + 1))]),
    )
  const samples = Array.from({ length: points }, () => ({
    context: draw(chart.context as Readonly<Record<string, Domain>>),
    payload: draw(chart.payload as Readonly<Record<string, Domain>>),
  }))
  const params = literalParams(chart)
  const texts = new Map<string, string>()
  const record = (name: string, value: (context: never, payload: never, params: never) => unknown): void => {
    const uses = params.get(name) ?? [{}]
    texts.set(
      name,
      uses
        .map((use) =>
          samples
            .map(({ context, payload }) => canonical(value(context as never, payload as never, use as never) as Json))
            .join(),
        )
        .join('|'),
    )
  }
  for (const [name, guard] of Object.entries(chart.guards)) record(name, guard as never)
  for (const [name, output] of Object.entries(chart.outputs)) record(name, output as never)
  for (const [name, update] of Object.entries(chart.updates)) {
    const fields = Object.entries(update as Record<string, (c: never, p: never, q: never) => number>)
    record(name, (context, payload, use) =>
      Object.fromEntries(fields.map(([field, next]) => [field, next(context, payload, use)])),
    )
  }
  return texts
}

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)

/** The literal parameters with which each named function is used. */
function literalParams(chart: AnyChart): Map<string, object[]> {
  const uses = new Map<string, object[]>()
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return
    if ('type' in value && 'params' in value && typeof value.type === 'string') {
      uses.set(value.type, [...(uses.get(value.type) ?? []), value.params as object])
    }
    for (const inner of Object.values(value)) visit(inner)
  }
  visit(chart.config)
  const distinct = (all: readonly object[]): object[] => {
    const byText = new Map(all.map((use) => [canonical(use as Json), use]))
    return [...byText].sort(byName).map(([, use]) => use)
  }
  return new Map([...uses].map(([name, all]) => [name, distinct(all)]))
}

/** A fixed pseudo-random sequence of 31-bit numbers. */
function sequence(): () => number {
  let state = 0x2545f491
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state & 0x7fffffff
  }
}
