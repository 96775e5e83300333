import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../spec/root.ts'

/** Endless loops, each in a session of its own, so that the scheduler shares processors between sessions and not between threads. */
const loops = 24

const cutover = join(root, 'dist', 'cutover.js')
const wedged = (protocol: string, how: string): string =>
  `${process.execPath} ${join(root, 'bench', 'busy', 'wedged.mjs')} ${cutover} ${protocol} 200 ${how}`

interface Subject {
  readonly id: string
  readonly protocol: string
  readonly adapter?: string
  readonly exit: number
  readonly options?: readonly string[]
}

/** What must end the same on a busy machine; the vendors' programs are built before. */
const subjects: readonly Subject[] = [
  { id: 'osproxy', protocol: 'osproxy', exit: 0 },
  { id: 'nodedb', protocol: 'nodedb', exit: 0 },
  { id: 'osproxy-served', protocol: 'osproxy', adapter: `${process.execPath} ${cutover} serve osproxy`, exit: 0 },
  { id: 'nodedb-served', protocol: 'nodedb', adapter: `${process.execPath} ${cutover} serve nodedb`, exit: 0 },
  {
    id: 'osproxy-python',
    protocol: 'osproxy',
    adapter: `python3 ${join(root, 'conformance/osproxy/vendors/python/adapter.py')}`,
    exit: 0,
  },
  {
    id: 'nodedb-go',
    protocol: 'nodedb',
    adapter: join(root, 'conformance/nodedb/vendors/go/bin/nodedb-receiver'),
    exit: 0,
  },
  ...(['sleep', 'loop'] as const).map((how) => ({
    id: `osproxy-${how}`,
    protocol: 'osproxy',
    adapter: wedged('osproxy', how),
    exit: 1,
    options: ['--only', 'store-walk', '--timeout', '1000'],
  })),
]

/**
 * Runs the named subjects, or all, `times` times beside endless loops that keep every processor busy. The exit code is 1 if one of
 * them ends otherwise than it must on an idle machine.
 */
async function busy(times: number, ids: readonly string[]): Promise<number> {
  const chosen = subjects.filter(({ id }) => ids.length === 0 || ids.includes(id))
  if (chosen.length === 0 || ids.some((id) => !chosen.some((subject) => subject.id === id))) {
    process.stderr.write(`expected some of ${subjects.map(({ id }) => id).join(', ')}\n`)
    return 64
  }
  const load = Array.from({ length: loops }, endless)
  let wrong = 0
  try {
    for (const subject of chosen)
      for (let time = 1; time <= times; time++) {
        const began = performance.now()
        const { exit, footer } = await run(subject)
        // The report and the exit code must say the same; the kit's own crash would be told by neither.
        const right = exit === subject.exit && footer === exit
        if (!right) wrong++
        const seconds = ((performance.now() - began) / 1000).toFixed(0)
        process.stdout.write(
          `${right ? '✓' : '✗'} ${subject.id}  exit ${exit}, report ${footer}, expected ${subject.exit}, ${seconds} s\n`,
        )
      }
  } finally {
    for (const child of load) child.kill('SIGKILL')
  }
  return wrong === 0 ? 0 : 1
}

function endless(): ChildProcess {
  return spawn(process.execPath, ['-e', 'while (true);'], { detached: true, stdio: 'ignore' })
}

async function run({ protocol, adapter, options = [] }: Subject): Promise<{ exit: number | null; footer: unknown }> {
  const output = mkdtempSync(join(tmpdir(), 'cutover-busy-'))
  const where = adapter === undefined ? [] : ['--adapter', adapter]
  const args = [cutover, 'run', protocol, '--budget', 'quick', '--output', output, ...where, ...options]
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  const exit = await new Promise<number | null>((resolve) => child.on('close', resolve))
  const lines = readFileSync(join(output, protocol, 'events.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
  return { exit, footer: JSON.parse(lines.at(-1) ?? '{}').exit_code }
}

const [times = '3', ...ids] = process.argv.slice(2)
process.exitCode = await busy(Number(times), ids)
