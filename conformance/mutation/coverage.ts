import type { FixtureSet, TraceFamily } from '../../fixtures/fixture-set.ts'
import type { Input } from '../../machines/model.ts'
import { specHash } from '../../machines/spec-hash.ts'
import type { Implementation } from '../../spec/adapter.ts'
import { fixtureFormat } from '../../spec/fixture-format.ts'
import type { JsonObject } from '../../spec/json.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import type { Check } from '../check.ts'
import { benchOf } from '../driver/campaign.ts'
import { execute } from '../driver/execute.ts'
import { Target } from '../driver/target.ts'
import type { Protocol } from '../protocol.ts'
import { kitVersion } from '../version.ts'

/** The members of a trace that replay it, or say what it covers. */
export interface Trace {
  readonly manifest: {
    readonly requirements: readonly string[]
    readonly transitions: JsonObject
    readonly subset: string
  }
  readonly configuration: JsonObject
  readonly steps: readonly Input[]
}

/** What the golden traces of a protocol cover, and which falsifiers they alone kill, as the text of `coverage.json`. */
export async function coverageOf(
  protocol: Protocol,
  set: FixtureSet,
  files: ReadonlyMap<string, string>,
  version: string,
): Promise<string> {
  const traces = set.traces.flatMap((family) =>
    [...files]
      .filter(([file]) => file.startsWith(`traces/${family.name}/`))
      .map(([file, text]) => ({ file, family, trace: JSON.parse(text) as Trace })),
  )
  // A falsifier is the reference with one fault: what the reference itself does otherwise by its declared choice, shows no fault.
  const other = new Set(await failing(protocol, 'reference', protocol.reference, traces))
  const telling = traces.filter(({ file }) => !other.has(file))
  const killed: Record<string, string> = {}
  const survived: string[] = []
  for (const mutant of protocol.mutants) {
    const [killer] = await failing(protocol, mutant.id, mutant.create, telling, 1)
    if (killer === undefined) survived.push(mutant.id)
    else killed[mutant.id] = killer
  }
  const requirements = new Set(traces.flatMap(({ trace }) => trace.manifest.requirements))
  const transitions = new Set(traces.flatMap(({ trace }) => Object.keys(trace.manifest.transitions)))
  return `${JSON.stringify(
    {
      manifest: {
        format: fixtureFormat,
        protocol: protocol.id,
        spec_hash: specHash(protocol),
        generator: version,
        requirements: [...requirements].sort(),
      },
      files: files.size,
      transitions: [...transitions].sort(),
      traces_of_other_choices: [...other].sort(),
      falsifiers_killed: killed,
      falsifiers_not_killed: survived.sort(),
    },
    null,
    1,
  )}\n`
}

/** The first traces, at most `most`, that an implementation of a protocol does not answer as they say. */
export async function failing(
  protocol: Protocol,
  name: string,
  create: () => Implementation,
  traces: readonly { readonly file: string; readonly family: TraceFamily; readonly trace: Trace }[],
  most = traces.length,
): Promise<readonly string[]> {
  const hello = { protocol: protocol.id, kit: kitVersion, adapter_protocol: 1 } as const
  const target = new Target(inProcessSource(name, create), hello, protocol.smoke)
  const rules = { catalogue: protocol.catalogue(), register: protocol.register(), malformed: protocol.malformed }
  const failed: string[] = []
  try {
    for (const { file, family, trace } of traces) {
      if (failed.length >= most) break
      const id = `${protocol.id}/${family.name}`
      const check: Check = { id, kind: 'model', requirements: [], needs: [], explain: file, model: family.model }
      const subject = {
        configuration: trace.configuration,
        inputs: trace.steps.map(({ op, params }) => ({ op, params })),
      }
      const { violations } = await execute(target, subject, benchOf(check, [], family.setting, rules, false))
      if (violations.length > 0) failed.push(file)
    }
  } finally {
    await target.close()
  }
  return failed
}
