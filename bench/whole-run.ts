import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { protocols } from '../conformance/kit/cli/protocols.ts'
import type { RunFinished } from '../reports/event.ts'
import { readEvents } from '../reports/stream.ts'
import { root } from '../spec/root.ts'
import { type Benchmark, digits, median, type Result } from './measure.ts'

/** What a user waits for: whole runs on the embedded references, and the command line's start. */
export const wholeRun: Benchmark = {
  id: 'whole-run',
  explain:
    'Whole runs of each protocol on its embedded reference, all checks, monitors and reports; the built command line from start to end.',
  run: async () => {
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
    return [...protocols.flatMap(({ id }) => [wait(id, 'quick', 3, 3), wait(id, 'default', 30, 1)]), list()]
  },
}

/** Milliseconds that a process takes from start to end. */
function process_ms(...args: readonly string[]): number {
  const begun = performance.now()
  execFileSync(process.execPath, args, { cwd: root, stdio: 'ignore' })
  return performance.now() - begun
}

const cutover = join('dist', 'cutover.js')

function wait(protocol: string, budget: 'quick' | 'default', most_s: number, repetitions: number): Result {
  const output = mkdtempSync(join(tmpdir(), 'whole-run-'))
  const command = [cutover, 'run', protocol, '--budget', budget, '--output', output]
  const times = Array.from({ length: repetitions }, () => process_ms(...command) / 1000)
  const events = readEvents(join(output, protocol, 'events.ndjson'))
  const { cases, steps, exit_code } = events.at(-1) as RunFinished
  const seconds = median(times)
  return {
    what: `${budget} run of ${protocol} on its embedded reference`,
    measured: `${seconds.toFixed(1)} s (${cases} cases, ${steps} calls)`,
    yardstick: '',
    ratio: '',
    target: `<= ${most_s} s, conformant`,
    met: seconds <= most_s && exit_code === 0,
    gap: `${digits((seconds * 1e6) / steps)} µs for each call, with monitors, reports and the start of a cold process.`,
  }
}

/** Ten starts of the built command line, against ten starts of Node with nothing to do, in turn. */
function list(): Result {
  const own: number[] = []
  const bare: number[] = []
  for (let turn = 0; turn < 10; turn++) {
    own.push(process_ms(cutover, 'list'))
    bare.push(process_ms('-e', ''))
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
