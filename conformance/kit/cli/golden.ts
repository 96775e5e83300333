import type { FixtureSet, VectorCall } from '../../../fixtures/fixture-set.ts'
import { facets } from '../../../machines/chart/chart.ts'
import type { Input, Model, ModelSource, Setting } from '../../../machines/model/model.ts'
import { World } from '../../../machines/model/world.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Case } from '../check.ts'

/** What a golden file asks, and the model that judges the answers. */
export interface Golden {
  readonly file: string
  readonly model: ModelSource
  readonly setting: Setting
  readonly subject: Case
}

/** The members of a trace that replay it, or say what it covers. */
export interface Trace {
  readonly manifest: { readonly requirements: readonly string[]; readonly transitions: JsonObject }
  readonly configuration: JsonObject
  readonly steps: readonly Input[]
}

/** The traces among the files of a set, in the order of their families. */
export function goldenTraces(
  set: FixtureSet,
  files: ReadonlyMap<string, string>,
): readonly (Golden & { trace: Trace })[] {
  return set.traces.flatMap(({ name, model, setting }) =>
    [...files]
      .filter(([file]) => file.startsWith(`traces/${name}/`))
      .map(([file, text]) => {
        const trace = JSON.parse(text) as Trace
        const inputs = trace.steps.map(({ op, params }) => ({ op, params }))
        return { file, model, setting, trace, subject: { configuration: trace.configuration, inputs } }
      }),
  )
}

/** The vectors of a set: all of a file that share a configuration are one case. */
export function goldenVectors({ id, vectors, calls }: FixtureSet): readonly Golden[] {
  if (calls === undefined) return []
  const setting: Setting = { profile: id, capabilities: new Set(), parameters: {}, shimDefined: new Set() }
  return Object.entries(vectors()).flatMap(([name, all]) => {
    const asked = new Map<string, { readonly configuration: JsonObject; readonly calls: Attributed[] }>()
    for (const vector of all) {
      const { configuration = {}, requirements } = vector
      const key = JSON.stringify(configuration)
      const of = asked.get(key) ?? { configuration, calls: [] }
      asked.set(key, of)
      of.calls.push(...calls(vector).map((call) => ({ ...call, requirements })))
    }
    return [...asked.values()].map((of): Golden => {
      const inputs = of.calls.map(({ op, params }) => ({ op, params }))
      const build = (): Model => written(of.calls, of.configuration)
      return { file: `wire/${name}.json`, model: { id: name, build }, setting, subject: { ...of, inputs } }
    })
  })
}

type Attributed = VectorCall & { readonly requirements: readonly string[] }

/** A model that knows the answer to each call, whenever it is made. */
function written(calls: readonly Attributed[], configuration: JsonObject): Model {
  const world = new World()
  const key = ({ op, params }: Input): string => `${op} ${JSON.stringify(params)}`
  const known = new Map(calls.map((call) => [key(call), call]))
  return {
    world,
    configuration,
    moves: [],
    accepts: (input) => known.has(key(input)),
    perform: (input) => {
      const call = known.get(key(input))
      if (call === undefined) return { any: true }
      world.attribute(Object.fromEntries(facets.map((facet) => [facet, call.requirements])))
      return call.expect
    },
    probes: () => [],
  }
}
