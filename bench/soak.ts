import { availableParallelism } from 'node:os'
import { inProcessSource } from '../conformance/kit/adapters/in-process.ts'
import { mutantsCommand } from '../conformance/kit/cli/mutants-command.ts'
import { rowsFor } from '../conformance/kit/cli/protocols.ts'
import { run } from '../conformance/kit/running/run.ts'

/** Runs every protocol's reference implementation with many seeds; any verdict that is not green is a flake or a defect. */
async function soak(seeds: number): Promise<number> {
  let bad = 0
  for (const row of rowsFor(undefined)) {
    const protocol = await row.load()
    const before = bad
    for (let seed = 1; seed <= seeds; seed++) {
      const found: string[] = []
      const ending = await run({
        protocol,
        source: inProcessSource('reference', protocol.reference),
        seed,
        budget: 'quick',
        level: 'SHOULD',
        pipelined: false,
        now: () => performance.now(),
        emit: (event) => {
          if (event.event === 'violation') found.push(`${event.requirement} ${event.allowed} | ${event.got}`)
          if (event.event === 'verdict' && event.verdict === 'inconclusive')
            found.push(`${event.requirement} inconclusive`)
        },
        keep: () => `seed ${seed}`,
      })
      if (ending.exit_code === 0) continue
      bad++
      process.stdout.write(
        `✗ ${row.id} seed ${seed}: exit ${ending.exit_code}\n${found.map((text) => `    ${text}\n`).join('')}`,
      )
    }
    process.stdout.write(`${row.id}: ${seeds - (bad - before)} of ${seeds} seeds conformant\n`)
  }
  return bad === 0 ? 0 : 1
}

const flakes = await soak(Number(process.argv[2] ?? 100))
// What only the thorough budget reaches is found here and not in the ledger of every change.
const survivors = await mutantsCommand(undefined, {
  thorough: true,
  seed: 1,
  budget: 'default',
  jobs: availableParallelism(),
})
process.exitCode = flakes === 0 && survivors === 0 ? 0 : 1
