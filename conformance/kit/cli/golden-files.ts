import { fileURLToPath } from 'node:url'
import type { Consumed } from '../../../fixtures/consumed.ts'
import type { FixtureSet } from '../../../fixtures/fixture-set.ts'
import { type Files, generateTraces, generateVectors } from '../../../fixtures/generate.ts'
import { kitVersion } from '../version.ts'
import { audience, coverageText, type Tried, tryFalsifier } from './coverage.ts'
import { inProcesses, serveTasks, type Workshop } from './processes.ts'
import { type GoldenRow, goldenRowsFor, loadProtocol } from './protocols.ts'

type Entries = readonly (readonly [file: string, text: string])[]

/** The part of a protocol's files that is made in one go: the vectors, or a family of traces. */
const vectors = 'wire'

const maker: Workshop<string, string, Entries> = {
  module: fileURLToPath(import.meta.url),
  name: 'golden files',
  open: async (id) => {
    const set = await fixturesOf(id)
    return async (part) => [...makePart(set, part)]
  },
}

const trier: Workshop<{ readonly protocol: string; readonly telling: readonly Consumed[] }, string, Tried> = {
  module: maker.module,
  name: 'their coverage',
  open: async ({ protocol: id, telling }) => {
    const [protocol, set] = await Promise.all([loadProtocol(id), fixturesOf(id)])
    return (falsifier) => tryFalsifier(protocol, set, telling, falsifier)
  },
}

/** How far the work on the files of a protocol is. */
export interface Stage {
  readonly what: 'groups made' | 'falsifiers tried'
  readonly done: number
  readonly of: number
}

/** Every golden file of a protocol, `coverage.json` among them, made in `jobs` processes; the bytes are the same for any number. */
export async function goldenFiles(row: GoldenRow, jobs: number, at: (stage: Stage) => void): Promise<Files> {
  const set = await row.fixtures()
  const parts = partsOf(set)
  const files = new Map<string, string>()
  let made = 0
  at({ what: 'groups made', done: 0, of: parts.length })
  for await (const entries of inProcesses(maker, row.id, parts, jobs)) {
    for (const [file, text] of entries) files.set(file, text)
    at({ what: 'groups made', done: ++made, of: parts.length })
  }
  const protocol = await row.load()
  const { telling, others } = await audience(protocol, set, files)
  const falsifiers = protocol.mutants.map(({ id }) => id)
  const tried: Tried[] = []
  at({ what: 'falsifiers tried', done: 0, of: falsifiers.length })
  for await (const each of inProcesses(trier, { protocol: row.id, telling }, falsifiers, jobs)) {
    tried.push(each)
    at({ what: 'falsifiers tried', done: tried.length, of: falsifiers.length })
  }
  return new Map([...files, ['coverage.json', coverageText(protocol, files, others, tried, kitVersion)]])
}

/** The files that are made together with one of them, or undefined where it is of none: nothing else is made. */
export async function filesBeside(row: GoldenRow, file: string): Promise<Files | undefined> {
  const set = await row.fixtures()
  const part = partsOf(set).find((each) => file.startsWith(each === vectors ? 'wire/' : `traces/${each}/`))
  return part === undefined ? undefined : makePart(set, part)
}

function partsOf(set: FixtureSet): readonly string[] {
  return [...set.traces.map(({ name }) => name), vectors]
}

function makePart(set: FixtureSet, part: string): Files {
  const family = set.traces.find(({ name }) => name === part)
  return family === undefined ? generateVectors(set, kitVersion) : generateTraces(set, family, kitVersion)
}

async function fixturesOf(id: string): Promise<FixtureSet> {
  return (goldenRowsFor(id)[0] as GoldenRow).fixtures()
}

serveTasks(maker)
serveTasks(trier)
