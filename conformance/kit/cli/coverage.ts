import type { FixtureSet } from '../../../fixtures/fixture-set.ts'
import { specHash } from '../../../machines/chart/spec-hash.ts'
import type { Implementation } from '../../../spec/adapter.ts'
import { fixtureFormat } from '../../../spec/fixture-format.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import type { Check } from '../check.ts'
import { caseContext } from '../judging/case-context.ts'
import type { Protocol } from '../protocol.ts'
import { runConfirmed } from '../running/confirm.ts'
import { targetOf } from '../running/session.ts'
import { type Golden, goldenTraces, goldenVectors } from './golden.ts'

/** What the golden files of a protocol cover, and which falsifiers they alone kill, as the text of `coverage.json`. */
export async function coverageOf(
  protocol: Protocol,
  set: FixtureSet,
  files: ReadonlyMap<string, string>,
  version: string,
): Promise<string> {
  const traces = goldenTraces(set, files)
  const golden = [...traces, ...goldenVectors(set)]
  // A falsifier is the reference with one fault: what the reference itself does otherwise by its declared choice, shows no fault.
  const other = new Set(await failing(protocol, 'reference', protocol.reference, golden))
  const telling = golden.filter(({ file }) => !other.has(file))
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
      files_of_other_choices: [...other].sort(),
      falsifiers_killed: killed,
      falsifiers_not_killed: survived.sort(),
    },
    null,
    1,
  )}\n`
}

/** The files, at most `most`, that an implementation does not answer as they say. */
async function failing(
  protocol: Protocol,
  name: string,
  create: () => Implementation,
  golden: readonly Golden[],
  most = golden.length,
): Promise<readonly string[]> {
  const target = targetOf(protocol, inProcessSource(name, create))
  const failed: string[] = []
  try {
    for (const { file, model, setting, subject } of golden) {
      if (failed.length >= most) break
      const id = `${protocol.id}/${model.id}`
      const check: Check = { id, kind: 'model', requirements: [], needs: [], explain: file, model }
      const { violations } = await runConfirmed(target, subject, caseContext(protocol, check, setting))
      if (violations.length > 0) failed.push(file)
    }
  } finally {
    await target.close()
  }
  return failed
}
