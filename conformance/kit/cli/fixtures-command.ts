import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { compareFixtures, type FixtureDifference } from '../../../fixtures/difference.ts'
import { generateFixtures } from '../../../fixtures/generate.ts'
import { writeWhole } from '../../../reports/whole-file.ts'
import { root } from '../../../spec/root.ts'
import { kitVersion } from '../version.ts'
import { coverageOf } from './coverage.ts'
import { outputFolder } from './output-folder.ts'
import { type Row, rowsFor } from './protocols.ts'
import { out } from './terminal.ts'

/** Files in a protocol's folder that people write. */
const handwritten = /\.ts$|^README\.md$/

/** Writes the golden files; files that the specification no longer gives are removed. An interruption finds all of a protocol or none. */
export async function fixturesGenerate(id: string | undefined, options: { readonly output?: string }): Promise<number> {
  for (const row of rowsFor(id)) {
    const folder = join(options.output ?? join(root, 'fixtures'), row.id)
    const files = await regenerate(row)
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

/** Compares the golden files with what the specification gives now: 1 for any difference. */
export async function fixturesCheck(id: string | undefined, options: { readonly output?: string }): Promise<number> {
  let code = 0
  for (const row of rowsFor(id)) {
    const folder = join(options.output ?? join(root, 'fixtures'), row.id)
    const expected = await regenerate(row)
    const differences = compareFixtures(read(folder), expected)
    for (const [cause, files] of grouped(differences)) {
      const others = files.length === 1 ? '' : ` and ${files.length - 1} more`
      out.line(`✗ ${row.id}/${files[0]}${others} ${cause}`)
    }
    out.line(
      differences.length === 0
        ? `✓ ${row.id}: ${expected.size} files as the specification gives them`
        : `${row.id}: ${differences.length} of ${expected.size} files differ. If the change of the specification is meant: cutover fixtures generate ${row.id}`,
    )
    if (differences.length > 0) code = 1
  }
  return code
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

async function regenerate(row: Row): Promise<ReadonlyMap<string, string>> {
  const set = await row.fixtures()
  const files = generateFixtures(set, kitVersion)
  return new Map([...files, ['coverage.json', await coverageOf(await row.load(), set, files, kitVersion)]])
}

function read(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map()
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const paths = files
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => !handwritten.test(path))
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}
