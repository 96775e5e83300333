import { rowsFor } from '../conformance/kit/cli/protocols.ts'
import { idleChecks } from '../conformance/kit/running/idle.ts'

/** Whether every check of every protocol exercises what it covers on the reference implementation, and finds nothing wrong with it. */
async function exercised(): Promise<number> {
  let found = 0
  for (const row of rowsFor(process.argv[2])) {
    const { wrong, idle } = await idleChecks(await row.load())
    found += wrong.length + idle.length
    for (const text of wrong) process.stdout.write(`✗ wrong: ${text}\n`)
    for (const text of idle) process.stdout.write(`✗ idle: ${text}\n`)
    process.stdout.write(`${row.id}: ${wrong.length} findings on the reference, ${idle.length} idle claims\n`)
  }
  return found === 0 ? 0 : 1
}

process.exitCode = await exercised()
