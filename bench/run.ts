import { fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { root } from '../spec/root.ts'
import { benchmarks } from './benchmarks.ts'
import { sectionOf, withSection } from './diagnosis-section.ts'
import type { Result } from './measure.ts'
import { line, type Measured, page } from './table.ts'

/**
 * Runs the benchmarks named on the command line, or all; all of them rewrite docs/performance.md. The exit code is 1 if one could
 * not be run or found a wrong answer; a target that is not met is told and does not count.
 */
async function runAll(ids: readonly string[]): Promise<number> {
  const chosen = benchmarks.filter(({ id }) => ids.length === 0 || ids.includes(id))
  const unknown = ids.find((id) => !chosen.some((benchmark) => benchmark.id === id))
  if (unknown !== undefined) {
    process.stderr.write(`no benchmark "${unknown}"; expected ${benchmarks.map(({ id }) => id).join(', ')}\n`)
    return 64
  }
  const bundle = await bundled()
  const measured: Measured[] = []
  let failed = 0
  for (const benchmark of chosen) {
    process.stdout.write(`${benchmark.id}\n`)
    const results = await inOwnProcess(bundle, benchmark.id)
    if (results === undefined) failed++
    for (const result of results ?? []) process.stdout.write(`  ${line(result)}\n`)
    measured.push({ benchmark, results: results ?? [] })
  }
  if (failed > 0) return 1
  const file = join(root, 'docs', 'performance.md')
  // What `npm run diagnosis` wrote is hours of work of its own.
  if (ids.length === 0) writeFileSync(file, withSection(page(measured), sectionOf(readFileSync(file, 'utf8'))))
  return 0
}

/** The benchmarks bundled like the command line: what runs under a transpiler is up to twice as slow. */
async function bundled(): Promise<string> {
  const outfile = join(root, 'cutover-report', 'bench', 'benchmarks.mjs')
  await build({
    entryPoints: [join(root, 'bench', 'benchmarks.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
  return outfile
}

function inOwnProcess(bundle: string, id: string): Promise<readonly Result[] | undefined> {
  return new Promise((resolve) => {
    let results: readonly Result[] | undefined
    const child = fork(bundle, [id], { cwd: root, execArgv: [] })
    child.on('message', (message) => {
      results = message as readonly Result[]
    })
    child.on('exit', (code) => resolve(code === 0 ? results : undefined))
  })
}

process.exitCode = await runAll(process.argv.slice(2))
