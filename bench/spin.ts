import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What SPIN counted, and how many seconds its search took by its own clock. */
export interface SpinSearch {
  readonly states: number
  readonly transitions: number
  readonly seconds: number
}

/** SPIN's verifier for one Promela model. */
export interface Verifier {
  readonly search: () => SpinSearch
  readonly dispose: () => void
}

/** The verifier of a model, or what is missing to build it. The hash table is large enough for 10^7 states without growing. */
export function verifierOf(promela: string): Verifier | string {
  for (const [tool, version] of [
    ['spin', '-V'],
    ['gcc', '--version'],
  ] as const)
    if (!runs(tool, version)) return `${tool} not installed: apt-get install ${tool}`
  const folder = mkdtempSync(join(tmpdir(), 'cutover-spin-'))
  const run = (file: string, ...args: string[]): string => execFileSync(file, args, { cwd: folder, encoding: 'utf8' })
  writeFileSync(join(folder, 'model.pml'), promela)
  run('spin', '-a', 'model.pml')
  run('gcc', '-O2', '-w', '-DBFS', '-DSAFETY', '-DNOREDUCE', '-o', 'pan', 'pan.c')
  return {
    search: () => read(run(join(folder, 'pan'), '-w24')),
    dispose: () => rmSync(folder, { recursive: true }),
  }
}

function runs(file: string, argument: string): boolean {
  try {
    execFileSync(file, [argument], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function read(report: string): SpinSearch {
  const number = (pattern: RegExp): number => {
    const match = pattern.exec(report)
    if (match === null) throw new Error(`SPIN's report has no ${pattern.source}:\n${report}`)
    return Number(match[1])
  }
  if (!/errors: 0\b/.test(report)) throw new Error(`SPIN found an error:\n${report}`)
  return {
    states: number(/(\d+) states, stored/),
    transitions: number(/(\d+) transitions/),
    seconds: number(/elapsed time ([\d.]+) seconds/),
  }
}
