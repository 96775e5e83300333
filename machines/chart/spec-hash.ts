import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { digest } from '../../spec/hash.ts'
import { root } from '../../spec/root.ts'
import type { AnyChart } from './chart.ts'
import { Reducer } from './reducer.ts'
import { tabulate } from './tabulate.ts'

/** What a specification hash covers. */
export interface Specified {
  readonly id: string
  /** Where the register and the schemas lie, below the root; `spec/<id>` unless told. */
  readonly folder?: string
  readonly charts: readonly AnyChart[]
}

/** One value for everything normative of a protocol: register, schemas, catalogue and charts. */
export function specHash(protocol: Specified): string {
  const files = ['requirements.yaml', 'messages.schema.json', 'adapter.schema.json'].map((name) =>
    readFileSync(join(root, protocol.folder ?? `spec/${protocol.id}`, name), 'utf8'),
  )
  return digest([...files, ...protocol.charts.map(chartText)])
}

/** Digests of a protocol's transitions by id, eight hex digits each: what a replay token pins and a fixture's manifest names. */
export function transitionDigests(protocol: Specified): ReadonlyMap<string, string> {
  const digests = new Map<string, string>()
  for (const chart of protocol.charts) {
    const functions = tabulate(chart)
    for (const transition of new Reducer(chart as never).transitions) {
      const named = [transition.config.guard, ...(transition.config.actions ?? [])].flatMap((ref) =>
        ref === undefined ? [] : [functions.get(typeof ref === 'string' ? ref : ref.type) ?? ''],
      )
      digests.set(transition.id, digest([JSON.stringify(transition.config), ...named], 8))
    }
  }
  return digests
}

/** Ids of a chart's transitions that carry requirements, in the order of the chart. */
export function transitionIds(chart: AnyChart): readonly string[] {
  return new Reducer(chart as never).transitions.flatMap((transition) =>
    Object.keys(transition.requirements).length === 0 ? [] : [transition.id],
  )
}

function chartText(chart: AnyChart): string {
  return JSON.stringify([chart.id, chart.context, chart.events, chart.config, [...tabulate(chart)]])
}
