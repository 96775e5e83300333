import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { inProcessSource } from '../conformance/adapters/in-process.ts'
import { osproxy } from '../conformance/osproxy/protocol.ts'
import { type Budget, run } from '../conformance/run.ts'
import type { Ending } from '../reports/stream.ts'
import { root } from '../spec/root.ts'
import { type Benchmark, digits, elapsed_ms, median, type Result } from './measure.ts'

/** What a user waits for: whole runs on the embedded reference, and the command line's start. */
export const wholeRun: Benchmark = {
  id: 'whole-run',
  explain:
    'Whole runs of osproxy on its embedded reference, all checks and monitors; the built command line from start to end.',
  run: async () => [await wait('quick', 3, 3), await wait('default', 30, 1), list()],
}

async function wait(budget: Budget, most_s: number, repetitions: number): Promise<Result> {
  const times: number[] = []
  let ending: Ending | undefined
  for (let repetition = 0; repetition < repetitions; repetition++) {
    const time_ms = await elapsed_ms(async () => {
      ending = await run({
        protocol: osproxy,
        source: inProcessSource('reference', osproxy.reference),
        seed: 1,
        budget,
        level: 'MUST',
        pipelined: false,
        now: () => performance.now(),
        emit: () => undefined,
        keep: () => '',
      })
    })
    times.push(time_ms / 1000)
  }
  if (ending === undefined) throw new Error('a run has an ending')
  const { cases, steps, exit_code } = ending
  const seconds = median(times)
  return {
    what: `${budget} run on the embedded reference`,
    measured: `${seconds.toFixed(1)} s (${cases} cases, ${steps} calls)`,
    yardstick: '',
    ratio: '',
    target: `<= ${most_s} s, conformant`,
    met: seconds <= most_s && exit_code === 0,
    gap:
      exit_code === 0
        ? `A call takes ${digits((seconds * 1e6) / steps)} µs, monitors included.`
        : `The run ended with exit code ${exit_code}, shrinking included.`,
  }
}

/** Ten starts of the built command line, against ten starts of Node with nothing to do, in turn. */
function list(): Result {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const start = (...args: readonly string[]): number => {
    const begun = performance.now()
    execFileSync(process.execPath, args, { cwd: root, stdio: 'ignore' })
    return performance.now() - begun
  }
  const own: number[] = []
  const bare: number[] = []
  for (let turn = 0; turn < 10; turn++) {
    own.push(start(join('dist', 'cutover.js'), 'list'))
    bare.push(start('-e', ''))
  }
  const time_ms = median(own)
  return {
    what: 'cutover list',
    measured: `${time_ms.toFixed(0)} ms`,
    yardstick: `node -e '' ${median(bare).toFixed(0)} ms`,
    ratio: `${digits(time_ms / median(bare))}x`,
    target: '<= 100 ms',
    met: time_ms <= 100,
    gap: `Starting Node takes ${median(bare).toFixed(0)} ms of it.`,
  }
}
