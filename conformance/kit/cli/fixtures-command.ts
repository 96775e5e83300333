import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { compareFixtures, type FixtureDifference } from '../../../fixtures/difference.ts'
import { writeWhole } from '../../../reports/whole-file.ts'
import { Work } from '../../../reports/work.ts'
import { CutoverError } from '../../../spec/error.ts'
import { root } from '../../../spec/root.ts'
import { filesBeside, goldenFiles } from './golden-files.ts'
import { nearest } from './nearest.ts'
import { outputFolder } from './output-folder.ts'
import { type GoldenRow, goldenRowsFor, hasFixtures, protocols } from './protocols.ts'
import { diagnostics, out } from './terminal.ts'

export interface FixturesOptions {
  /** Where the folders of the protocols lie. */
  readonly output?: string
  /** Processes to work in, 1 or more. */
  readonly jobs: number
}

/** Files in a protocol's folder that people write. */
const handwritten = /\.ts$|^README\.md$/

/** Writes the golden files; files that the specification no longer gives are removed. An interruption finds all of a protocol or none. */
export async function fixturesGenerate(id: string | undefined, options: FixturesOptions): Promise<number> {
  for (const row of goldenRowsFor(id)) {
    const folder = folderOf(row, options)
    const files = await regenerate(row, options.jobs)
    const interrupted = await unbroken(() => {
      for (const file of read(folder).keys()) if (!files.has(file)) rmSync(join(folder, file))
      for (const [file, text] of files) {
        outputFolder(dirname(join(folder, file)))
        writeWhole(join(folder, file), text)
      }
    })
    out.line(`${row.id}: ${files.size} files in ${folder}`)
    if (interrupted) return 130
  }
  return 0
}

/** Does something to its end even if a signal comes meanwhile, and says whether one came. */
async function unbroken(act: () => void): Promise<boolean> {
  let came = false
  const note = (): void => {
    came = true
  }
  const signals = ['SIGINT', 'SIGTERM'] as const
  for (const signal of signals) process.on(signal, note)
  try {
    act()
    // Signals are told between turns of the loop.
    await new Promise((resolve) => setTimeout(resolve, 1))
  } finally {
    for (const signal of signals) process.off(signal, note)
  }
  return came
}

/**
 * Compares golden files with what the specification gives now: 1 for any difference. `what` is a protocol, or one of its files,
 * which takes seconds because no falsifier is tried; without it every file of every protocol is compared.
 */
export async function fixturesCheck(what: string | undefined, options: FixturesOptions): Promise<number> {
  const named = what === undefined ? undefined : namedFile(what)
  if (named !== undefined) return checkFile(named, options)
  let code = 0
  for (const row of goldenRowsFor(what)) {
    const expected = await regenerate(row, options.jobs)
    const differences = compareFixtures(read(folderOf(row, options)), expected)
    tell(row, differences)
    out.line(
      differences.length === 0
        ? `✓ ${row.id}: ${expected.size} files as the specification gives them`
        : `${row.id}: ${differences.length} of ${expected.size} files differ. If the change of the specification is meant: cutover fixtures generate ${row.id}`,
    )
    if (differences.length > 0) code = 1
  }
  return code
}

interface NamedFile {
  readonly row: GoldenRow
  /** Below the protocol's folder. */
  readonly file: string
}

/** The file that a path means, from wherever it begins; undefined for a text that is no path. */
function namedFile(path: string): NamedFile | undefined {
  const parts = path.split(/[\\/]/)
  if (parts.length === 1) return undefined
  const ids = protocols.filter(hasFixtures).map(({ id }) => id)
  const at = parts.findLastIndex((part) => ids.includes(part))
  const [row] = at < 0 ? [] : goldenRowsFor(parts[at])
  if (row === undefined)
    throw new CutoverError(
      'CUT-OPTION',
      `expected a protocol or a golden file such as ${ids[0]}/coverage.json, got ${path}; fixtures/README.md`,
    )
  return { row, file: parts.slice(at + 1).join('/') }
}

async function checkFile({ row, file }: NamedFile, options: FixturesOptions): Promise<number> {
  const expected = file === 'coverage.json' ? await regenerate(row, options.jobs) : await filesBeside(row, file)
  const found = read(folderOf(row, options))
  const of = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
    new Map([...files].filter(([path]) => path === file))
  if (!found.has(file) && expected?.has(file) !== true)
    throw new CutoverError(
      'CUT-OPTION',
      `no golden file ${file} of ${row.id}; ${nearest(file, [...found.keys()])} fixtures/README.md says what there is`,
    )
  const differences = compareFixtures(of(found), of(expected ?? new Map()))
  tell(row, differences)
  if (differences.length === 0) out.line(`✓ ${row.id}/${file} is as the specification gives it`)
  return differences.length === 0 ? 0 : 1
}

function tell(row: GoldenRow, differences: readonly FixtureDifference[]): void {
  for (const [cause, files] of grouped(differences)) {
    const others = files.length === 1 ? '' : ` and ${files.length - 1} more`
    out.line(`✗ ${row.id}/${files[0]}${others} ${cause}`)
  }
}

function folderOf(row: GoldenRow, { output }: FixturesOptions): string {
  return join(output ?? join(root, 'fixtures'), row.id)
}

/** Files by what is wrong with them: a cause that many files share is told once, the rarest causes first. */
function grouped(differences: readonly FixtureDifference[]): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const { file, kind, cause } of differences) {
    const text = `${kind}: ${cause}`
    groups.set(text, [...(groups.get(text) ?? []), file])
  }
  return [...groups].sort(([, a], [, b]) => a.length - b.length)
}

async function regenerate(row: GoldenRow, jobs: number): Promise<ReadonlyMap<string, string>> {
  const work = new Work(diagnostics, () => performance.now())
  diagnostics.line(
    `${row.id}: making the golden files, then trying every falsifier on them, in ${jobs} process${jobs === 1 ? '' : 'es'}`,
  )
  try {
    return await goldenFiles(row, jobs, ({ what, done, of }) => work.update({ of: row.id, what, done, total: of }))
  } finally {
    work.clear()
  }
}

function read(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !handwritten.test(path))
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}
