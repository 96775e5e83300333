import { rowsFor } from '../conformance/kit/cli/protocols.ts'
import { disagreements, statementsOf, walks } from '../conformance/kit/mutation/two-oracles.ts'
import { randomCases } from '../conformance/kit/running/budget.ts'

/** Whether the two oracles agree: every walk on implementations that are made of its charts, with every statement and many seeds. */
async function agree(seeds: number, cases: number): Promise<number> {
  let found = 0
  for (const row of rowsFor(undefined)) {
    const protocol = await row.load()
    for (const stated of await statementsOf(protocol)) {
      for (const check of walks(protocol, stated)) {
        for (let seed = 1; seed <= seeds; seed++) {
          // Every other seed in bursts, whose queries are planned before the answers are known.
          const alarms = await disagreements(protocol, check, stated, { seed, cases, pipelined: seed % 2 === 0 })
          found += alarms.length
          for (const { variant, requirement, allowed, got } of alarms)
            process.stdout.write(`✗ ${variant}: ${requirement} allowed ${allowed} | got ${got}\n`)
        }
      }
    }
    process.stdout.write(`${row.id}: ${seeds} seeds of ${cases} cases a walk and statement\n`)
  }
  return found === 0 ? 0 : 1
}

process.exitCode = await agree(Number(process.argv[2] ?? 20), Number(process.argv[3] ?? randomCases.default))
