import type { AnyChart, Domain, Row } from './chart.ts'

type Domains = { readonly [field: string]: Domain }

/** The symbols that a tabulation tells apart; two show equal, less and fresh. */
const symbols = 2

/** Every value of a domain. A symbol takes those that are none, and then 1 and 2. */
export function valuesOf({ min, max, symbol }: Domain): number[] {
  const last = symbol === true ? Math.min(max, symbols) : max
  return Array.from({ length: last - min + 1 }, (_, at) => min + at)
}

/** Every combination of values of the fields. */
export function* combinations(domains: Domains, fields: readonly string[] = Object.keys(domains)): Generator<Row> {
  const [field, ...rest] = fields
  if (field === undefined) {
    yield {}
    return
  }
  const domain = domains[field]
  for (const value of domain === undefined ? [] : valuesOf(domain)) {
    for (const row of combinations(domains, rest)) yield { [field]: value, ...row }
  }
}

/** Every payload that an event may carry. */
export function payloadsOf(chart: AnyChart, event: string): Row[] {
  return [...combinations(chart.payload, chart.events[event] ?? [])]
}

/** Contexts that an instance may start with: fields that no update writes are parameters, and take every value. */
export function* startsOf(chart: AnyChart): Generator<Row> {
  const written = new Set(Object.values(chart.updates).flatMap((update) => Object.keys(update)))
  const parameters = Object.keys(chart.context).filter((field) => !written.has(field))
  const rest = Object.fromEntries(
    Object.entries(chart.context).map(([field, domain]) => [field, domain.initial ?? domain.min]),
  )
  for (const row of combinations(chart.context, parameters)) yield { ...rest, ...row }
}
