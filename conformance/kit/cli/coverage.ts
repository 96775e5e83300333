import { type Consumed, consumed } from '../../../fixtures/consumed.ts'
import { concerns, firstWrong } from '../../../fixtures/consumer.ts'
import type { FixtureSet } from '../../../fixtures/fixture-set.ts'
import { specHash } from '../../../machines/chart/spec-hash.ts'
import type { Implementation, Pics } from '../../../spec/adapter.ts'
import { fixtureFormat } from '../../../spec/fixture-format.ts'
import { IutStopped } from '../adapters/fault.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import type { Protocol } from '../protocol.ts'

/** An implementation in process answers at once or never. */
const patience_ms = 2_000

/**
 * The files, at most `most`, that an implementation answers otherwise than they say, or stops at. Each file meets an
 * implementation of its own, and the consumer knows nothing but the files.
 */
export async function wrongFiles(
  create: () => Implementation,
  set: Pick<FixtureSet, 'readFrame' | 'readFrames'>,
  files: readonly Consumed[],
  most = files.length,
): Promise<readonly string[]> {
  const source = inProcessSource('golden files', create, { timeout_ms: patience_ms })
  const wrong: string[] = []
  for (const { file, traces } of files) {
    if (wrong.length >= most) break
    for (const trace of traces) {
      const adapter = await source.open()
      try {
        if ((await firstWrong((op, params) => adapter.request(op, params), trace, set)) === undefined) continue
      } catch (error) {
        if (!(error instanceof IutStopped)) throw error
      } finally {
        await adapter.close()
      }
      wrong.push(file)
      break
    }
  }
  return wrong
}

/** A falsifier, and the first file that it answers wrong. */
export interface Tried {
  readonly falsifier: string
  readonly killer?: string
}

/** The files that are for the reference, and so for the falsifiers, and those for implementations that declare other choices. */
export async function audience(
  protocol: Protocol,
  set: FixtureSet,
  files: ReadonlyMap<string, string>,
): Promise<{ readonly telling: readonly Consumed[]; readonly others: readonly string[] }> {
  const { ok } = await protocol.reference().request('hello', {})
  const all = consumed(set, files)
  const telling = all.filter(({ traces }) => traces.every((trace) => concerns(trace, ok as unknown as Pics)))
  return { telling, others: all.filter((each) => !telling.includes(each)).map(({ file }) => file) }
}

/** Tries one falsifier of the protocol on the files that tell. */
export async function tryFalsifier(
  protocol: Protocol,
  set: FixtureSet,
  telling: readonly Consumed[],
  falsifier: string,
): Promise<Tried> {
  const mutant = protocol.mutants.find(({ id }) => id === falsifier)
  if (mutant === undefined) throw new TypeError(`${protocol.id} has no falsifier ${falsifier}`)
  const [killer] = await wrongFiles(mutant.create, set, telling, 1)
  return { falsifier, ...(killer === undefined ? {} : { killer }) }
}

/** What the golden files of a protocol cover, and which falsifiers a consumer of them alone finds, as the text of `coverage.json`. */
export function coverageText(
  protocol: Protocol,
  files: ReadonlyMap<string, string>,
  others: readonly string[],
  tried: readonly Tried[],
  version: string,
): string {
  const manifests = [...files]
    .filter(([file]) => file.startsWith('traces/'))
    .map(([, text]) => (JSON.parse(text) as { readonly manifest: TraceManifest }).manifest)
  const requirements = new Set(manifests.flatMap((manifest) => manifest.requirements))
  const transitions = new Set(manifests.flatMap((manifest) => Object.keys(manifest.transitions)))
  const killed = tried.flatMap(({ falsifier, killer }) => (killer === undefined ? [] : [[falsifier, killer]]))
  const survived = tried.flatMap(({ falsifier, killer }) => (killer === undefined ? [falsifier] : []))
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
      files_of_other_choices: [...others].sort(),
      falsifiers_killed: Object.fromEntries(killed),
      falsifiers_not_killed: survived.sort(),
    },
    null,
    1,
  )}\n`
}

interface TraceManifest {
  readonly requirements: readonly string[]
  readonly transitions: Readonly<Record<string, string>>
}
