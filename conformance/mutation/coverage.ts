import type { Input } from '../../machines/model.ts'
import { specHash } from '../../machines/spec-hash.ts'
import { fixtureFormat } from '../../spec/fixture-format.ts'
import type { JsonObject } from '../../spec/json.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import { benchOf } from '../driver/campaign.ts'
import { execute } from '../driver/execute.ts'
import { Target } from '../driver/target.ts'
import type { Protocol } from '../protocol.ts'

interface Trace {
  readonly manifest: {
    readonly requirements: readonly string[]
    readonly transitions: JsonObject
    readonly subset: string
  }
  readonly profile: string
  readonly capabilities: readonly string[]
  readonly parameters: JsonObject
  readonly configuration: JsonObject
  readonly steps: readonly Input[]
}

/** What the golden traces of a protocol cover, and which falsifiers they alone kill, as the text of `coverage.json`. */
export async function coverageOf(
  protocol: Protocol,
  files: ReadonlyMap<string, string>,
  version: string,
): Promise<string> {
  const traces = [...files]
    .filter(([file]) => file.startsWith('traces/'))
    .map(([file, text]) => ({ file, trace: JSON.parse(text) as Trace }))
  const killed: Record<string, string> = {}
  const survived: string[] = []
  for (const mutant of protocol.mutants) {
    const target = new Target(
      inProcessSource(mutant.id, mutant.create),
      { protocol: protocol.id, kit: version, adapter_protocol: 1 },
      protocol.smoke,
    )
    try {
      const killer = await firstKiller(protocol, target, traces)
      if (killer === undefined) survived.push(mutant.id)
      else killed[mutant.id] = killer
    } finally {
      await target.close()
    }
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
      falsifiers_killed: killed,
      falsifiers_not_killed: survived.sort(),
    },
    null,
    1,
  )}\n`
}

async function firstKiller(
  protocol: Protocol,
  target: Target,
  traces: readonly { file: string; trace: Trace }[],
): Promise<string | undefined> {
  const rules = { catalogue: protocol.catalogue(), register: protocol.register(), malformed: protocol.malformed }
  for (const { file, trace } of traces) {
    const check = protocol.checks.find(
      (candidate) => candidate.kind === 'model' && candidate.needs.includes(trace.profile),
    )
    if (check === undefined) continue
    const setting = {
      profile: trace.profile,
      capabilities: new Set(trace.capabilities),
      parameters: trace.parameters,
      shimDefined: new Set<string>(),
    }
    const subject = {
      configuration: trace.configuration,
      inputs: trace.steps.map(({ op, params }) => ({ op, params })),
    }
    const result = await execute(target, subject, benchOf(check, [], setting, rules, false))
    if (result.violations.length > 0) return file
  }
  return undefined
}
