import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Budget } from '../reports/event.ts'
import { root } from '../spec/root.ts'

const cutover = join(root, 'dist', 'cutover.js')
const page = join(root, 'docs', 'campaigns.md')
const head = `# Campaigns

Written by \`npm run campaign\`: whole runs with many seeds, too long for every change. Each must end with exit code 0: conformant, or
with exactly the known failures. A row is written anew when its campaign is run, seed by seed.

| campaign | budget | seeds | ended with 0 | others |
| --- | --- | --- | --- | --- |
`

interface Subject {
  readonly protocol: string
  /** A command line; the embedded reference where there is none. */
  readonly adapter?: string
  readonly options?: readonly string[]
}

const vendors = (protocol: string, path: string): string => join(root, 'conformance', protocol, 'vendors', path)

/** What campaigns run; the programs of the vendors are built before. */
const subjects: Readonly<Record<string, Subject>> = {
  osproxy: { protocol: 'osproxy' },
  nodedb: { protocol: 'nodedb' },
  'osproxy-crates': {
    protocol: 'osproxy',
    adapter: vendors('osproxy', 'rust/target/release/osproxy-shim'),
    options: ['--known-failures', vendors('osproxy', 'rust/known-failures.yaml')],
  },
  'osproxy-python': { protocol: 'osproxy', adapter: `python3 ${vendors('osproxy', 'python/adapter.py')}` },
  'nodedb-go': { protocol: 'nodedb', adapter: vendors('nodedb', 'go/bin/nodedb-receiver') },
  ...Object.fromEntries(
    ['0.0.4', '0.0.6', '0.2.1', '0.4.0', '0.6.2'].map((release) => [
      `nodedb-types-${release}`,
      { protocol: 'nodedb', adapter: `${vendors('nodedb', 'rust/target/release/nodedb-shim')} ${release}` },
    ]),
  ),
}

/** The named subject, judged by a profile of its own where one stands behind a colon. */
function subjectOf(id: string): Subject | undefined {
  const [name = '', profile] = id.split(':')
  const subject = subjects[name]
  if (subject === undefined || profile === undefined) return subject
  return { ...subject, options: [...(subject.options ?? []), '--profile', profile] }
}

/** Runs a subject with each seed and writes the row. The exit code is 1 if a run ended otherwise than with 0. */
async function campaign(id: string, budget: Budget, from: number, to: number): Promise<number> {
  const subject = subjectOf(id)
  if (subject === undefined) {
    process.stderr.write(
      `no campaign "${id}"; expected one of ${Object.keys(subjects).join(', ')}, with :PROFILE behind it or not\n`,
    )
    return 64
  }
  const others: string[] = []
  for (let seed = from; seed <= to; seed++) {
    const began = performance.now()
    const code = await run(subject, budget, seed, id)
    if (code !== 0) others.push(`seed ${seed}: ${code}`)
    write(
      `| ${id} | ${budget} `,
      `| ${from} to ${seed} | ${seed - from + 1 - others.length} of ${seed - from + 1} | ${others.join(', ') || 'none'} |`,
    )
    process.stdout.write(`${id} ${budget} seed ${seed}: ${code}, ${Math.round((performance.now() - began) / 1000)} s\n`)
  }
  return others.length === 0 ? 0 : 1
}

function run({ protocol, adapter, options = [] }: Subject, budget: Budget, seed: number, id: string): Promise<unknown> {
  const where = adapter === undefined ? [] : ['--adapter', adapter]
  const output = join(root, 'cutover-report', 'campaign', `${id.replace(':', '-')}-${budget}-${seed}`)
  const args = ['run', protocol, '--budget', budget, '--seed', `${seed}`, '--output', output, ...where, ...options]
  const child = spawn(process.execPath, [cutover, ...args], { stdio: 'ignore' })
  return new Promise((resolve) => child.on('close', resolve))
}

/** Replaces the row that begins so, or adds it; rows stand in the order of their beginnings. */
function write(beginning: string, rest: string): void {
  const before = existsSync(page) ? readFileSync(page, 'utf8').slice(head.length).split('\n') : []
  const rows = before.filter((row) => row !== '' && !row.startsWith(beginning))
  writeFileSync(page, `${head}${[...rows, `${beginning}${rest}`].sort().join('\n')}\n`)
}

const [id = '', budget = 'default', from = '1', to = '20'] = process.argv.slice(2)
process.exitCode = await campaign(id, budget as Budget, Number(from), Number(to))
