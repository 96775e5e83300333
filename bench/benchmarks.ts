import { chartStep } from './chart-step.ts'
import { explorer } from './explorer.ts'
import { firstCounterexample } from './first-counterexample.ts'
import { inProcess } from './in-process.ts'
import { jsonLines } from './json-lines.ts'
import { lockstep } from './lockstep.ts'
import type { Benchmark } from './measure.ts'
import { pipelined } from './pipelined.ts'
import { shrinking } from './shrinking.ts'
import { wholeRun } from './whole-run.ts'

export const benchmarks: readonly Benchmark[] = [
  chartStep,
  explorer,
  lockstep,
  pipelined,
  inProcess,
  jsonLines,
  firstCounterexample,
  shrinking,
  wholeRun,
]

/** Runs one benchmark in a process of its own, so that none is measured with code that another has warmed or spoilt. */
export async function runOne(id: string): Promise<void> {
  const benchmark = benchmarks.find((candidate) => candidate.id === id)
  if (benchmark === undefined) throw new Error(`no benchmark "${id}"`)
  process.send?.(await benchmark.run())
}

const asked = process.argv[2]
if (process.send !== undefined && asked !== undefined) {
  await runOne(asked)
  process.disconnect()
}
