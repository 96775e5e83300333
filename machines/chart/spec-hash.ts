import { join } from 'node:path'
import { canonical } from '../../spec/canonical.ts'
import { digest } from '../../spec/hash.ts'
import type { Json } from '../../spec/json.ts'
import { normative } from '../../spec/normative.ts'
import { loadRegister } from '../../spec/register.ts'
import { root } from '../../spec/root.ts'
import { loadSchema } from '../../spec/schemas.ts'
import type { AnyChart, TransitionConfig } from './chart.ts'
import { Reducer } from './reducer.ts'
import { tabulate } from './tabulate.ts'

/** What a specification hash covers. */
export interface Specified {
  readonly id: string
  /** Where the register and the schemas lie, below the root; `spec/<id>` unless told. */
  readonly folder?: string
  readonly charts: readonly AnyChart[]
}

const hashes = new WeakMap<Specified, string>()
const digests = new WeakMap<Specified, ReadonlyMap<string, string>>()

/**
 * One value for everything normative of a protocol: the sentences of its register, its schemas, and what its charts do. How any
 * of them is written down changes nothing. Throws what `loadRegister` and `loadSchema` throw.
 */
export function specHash(protocol: Specified): string {
  const known = hashes.get(protocol)
  if (known !== undefined) return known
  const file = (name: string): string => join(root, protocol.folder ?? `spec/${protocol.id}`, name)
  const schemas = ['messages.schema.json', 'adapter.schema.json'].map((name) => loadSchema(file(name)))
  const texts = normative(loadRegister(file('requirements.yaml')), schemas)
  const hash = digest([...texts, ...protocol.charts.map(chartText)])
  hashes.set(protocol, hash)
  return hash
}

/** Digests of a protocol's transitions by id, eight hex digits each: what a replay token pins and a fixture's manifest names. */
export function transitionDigests(protocol: Specified): ReadonlyMap<string, string> {
  const known = digests.get(protocol)
  if (known !== undefined) return known
  const made = new Map(
    protocol.charts.flatMap((chart) => [...transitionTexts(chart)].map(([id, text]) => [id, digest([text], 8)])),
  )
  digests.set(protocol, made)
  return made
}

/** Ids of a chart's transitions that carry requirements, in the order of the chart. */
export function transitionIds(chart: AnyChart): readonly string[] {
  return new Reducer(chart as never).transitions.flatMap((transition) =>
    Object.keys(transition.requirements).length === 0 ? [] : [transition.id],
  )
}

/** What a chart does, however it is written down: its variables, where it starts, and every transition. */
export function chartText(chart: AnyChart): string {
  const { id, context, payload, events } = chart
  const initial = new Reducer(chart as never).initial
  return canonical({
    id,
    context,
    payload,
    events,
    initial,
    transitions: Object.fromEntries(transitionTexts(chart)),
  } as unknown as Json)
}

/** Each transition by id: guard and actions with what they compute, the leaf that it leads to, and its requirements. */
function transitionTexts(chart: AnyChart): ReadonlyMap<string, string> {
  const computed = tabulate(chart)
  const named = ({ guard, actions = [] }: TransitionConfig): readonly string[] =>
    [guard, ...actions].flatMap((ref) =>
      ref === undefined ? [] : [computed.get(typeof ref === 'string' ? ref : ref.type) ?? ''],
    )
  return new Map(
    new Reducer(chart as never).targets().map(([{ id, config, requirements }, target]) => {
      const { guard, actions = [] } = config
      return [id, canonical({ guard, actions, target, requirements, computed: named(config) } as unknown as Json)]
    }),
  )
}
