import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunFinished } from '../reports/event.ts'
import { readEvents } from '../reports/stream.ts'
import { root } from '../spec/root.ts'

/** Endless loops, each in a session of its own, so that the scheduler shares processors between sessions and not between threads. */
const loops = 24

const cutover = join(root, 'dist', 'cutover.js')
const wedged = (protocol: string, how: string): string =>
  `${process.execPath} ${join(root, 'bench', 'busy', 'wedged.mjs')} ${cutover} ${protocol} 200 ${how}`

/** The longest that one run may take beside the loops, in milliseconds: what takes longer has hung, the kit itself maybe. */
const longest_ms = 30 * 60_000

interface Subject {
  readonly id: string
  readonly protocol: string
  readonly adapter?: string
  readonly exit: number
  readonly options?: readonly string[]
}

const python = `python3 ${join(root, 'conformance/osproxy/vendors/python/adapter.py')}`

/** What must end the same on a busy machine; the vendors' programs are built before. */
const subjects: readonly Subject[] = [
  { id: 'osproxy', protocol: 'osproxy', exit: 0 },
  { id: 'nodedb', protocol: 'nodedb', exit: 0 },
  { id: 'osproxy-served', protocol: 'osproxy', adapter: `${process.execPath} ${cutover} serve osproxy`, exit: 0 },
  { id: 'nodedb-served', protocol: 'nodedb', adapter: `${process.execPath} ${cutover} serve nodedb`, exit: 0 },
  { id: 'osproxy-python', protocol: 'osproxy', adapter: python, exit: 0 },
  {
    id: 'nodedb-go',
    protocol: 'nodedb',
    adapter: join(root, 'conformance/nodedb/vendors/go/bin/nodedb-receiver'),
    exit: 0,
  },
  // The calls that take longest, and the lines whose answer comes alone: what load made a verdict of first. Alone they exercise
  // too little for a conformant end.
  {
    id: 'osproxy-python-races',
    protocol: 'osproxy',
    adapter: python,
    exit: 3,
    options: ['--only', 'racing-sets', '--only', 'raw-lines'],
  },
  {
    id: 'handoff-python',
    protocol: 'handoff',
    adapter: `python3 ${join(root, 'conformance/handoff/vendors/python/adapter.py')}`,
    exit: 0,
  },
  // The reference in real processes and real time.
  {
    id: 'handoff-real',
    protocol: 'handoff',
    adapter: `${process.execPath} --import tsx ${join(root, 'conformance/handoff/real-adapter.ts')}`,
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

/** How a run ended, and what its report says of each requirement; undefined where there is no whole report. */
interface Ended {
  readonly exit: number | null
  readonly footer: unknown
  readonly verdicts: string | undefined
}

/**
 * Runs the named subjects, or all, once on the machine as it is and then `times` times beside endless loops that keep every processor
 * busy. The exit code is 1 if one of them ends otherwise than it must, or otherwise than without the loops.
 */
async function busy(times: number, ids: readonly string[]): Promise<number> {
  const chosen = subjects.filter(({ id }) => ids.length === 0 || ids.includes(id))
  if (chosen.length === 0 || ids.some((id) => !chosen.some((subject) => subject.id === id))) {
    process.stderr.write(`expected some of ${subjects.map(({ id }) => id).join(', ')}\n`)
    return 64
  }
  let wrong = 0
  for (const subject of chosen) {
    const idle = await tried(subject, 'alone', undefined)
    if (!idle.right) wrong++
    const load = Array.from({ length: loops }, endless)
    try {
      for (let time = 1; time <= times; time++)
        if (!(await tried(subject, `beside ${loops} loops`, idle.ended.verdicts)).right) wrong++
    } finally {
      for (const child of load) child.kill('SIGKILL')
    }
  }
  return wrong === 0 ? 0 : 1
}

async function tried(
  subject: Subject,
  where: string,
  alone: string | undefined,
): Promise<{ readonly right: boolean; readonly ended: Ended }> {
  const began = performance.now()
  const ended = await run(subject)
  const { exit, footer, verdicts } = ended
  const same = verdicts !== undefined && (alone === undefined || verdicts === alone)
  // The report and the exit code must say the same; the kit's own crash would be told by neither.
  const right = exit === subject.exit && footer === exit && same
  const seconds = ((performance.now() - began) / 1000).toFixed(0)
  process.stdout.write(
    `${right ? '✓' : '✗'} ${subject.id} ${where}: exit ${exit}, report ${footer}, expected ${subject.exit}, ${same ? 'the same' : 'other'} verdicts, ${seconds} s\n`,
  )
  return { right, ended }
}

/** What still runs; it ends with this process. */
const running = new Set<ChildProcess>()

function started(child: ChildProcess): ChildProcess {
  running.add(child)
  child.once('close', () => running.delete(child))
  return child
}

/** Ends with whoever started it, whatever ended that. */
const loop =
  'const { ppid } = process; for (;;) { for (let turn = 0; turn < 1e8; turn++); if (process.ppid !== ppid) break }'

function endless(): ChildProcess {
  return started(spawn(process.execPath, ['-e', loop], { detached: true, stdio: 'ignore' }))
}

async function run({ protocol, adapter, options = [] }: Subject): Promise<Ended> {
  const output = mkdtempSync(join(tmpdir(), 'cutover-busy-'))
  try {
    const where = adapter === undefined ? [] : ['--adapter', adapter]
    const args = [cutover, 'run', protocol, '--budget', 'quick', '--output', output, ...where, ...options]
    const child = started(spawn(process.execPath, args, { stdio: 'ignore', timeout: longest_ms }))
    const exit = await new Promise<number | null>((resolve) => child.on('close', resolve))
    return { exit, ...reportOf(join(output, protocol, 'events.ndjson')) }
  } finally {
    rmSync(output, { recursive: true, force: true })
  }
}

function reportOf(path: string): Pick<Ended, 'footer' | 'verdicts'> {
  if (!existsSync(path)) return { footer: undefined, verdicts: undefined }
  const events = readEvents(path)
  const verdicts = events.flatMap((event) =>
    event.event === 'verdict' ? [`${event.requirement} ${event.verdict}`] : [],
  )
  const footer = events.find(({ event }) => event === 'run_finished') as RunFinished | undefined
  return { footer: footer?.exit_code, verdicts: verdicts.join('\n') }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130))
process.on('exit', () => {
  for (const child of running) child.kill()
})
const [times = '3', ...ids] = process.argv.slice(2)
process.exitCode = await busy(Number(times), ids)
