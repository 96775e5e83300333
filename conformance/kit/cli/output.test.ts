import { type ChildProcess, spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEvents } from '../../../reports/stream.ts'
import { root } from '../../../spec/root.ts'
import { built } from '../../../test-build.ts'

/** The kit as a user runs it. */
const cutover = built('cutover')
const folder = (): string => mkdtempSync(join(tmpdir(), 'output-'))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

type Sink = 'pipe' | 'full' | 'closed'
interface Surroundings {
  readonly out?: Sink
  readonly err?: Sink
  readonly env?: Readonly<Record<string, string>>
  /** Largest file in bytes, as a full disk would have it. */
  readonly room?: number
}

/** Runs it; what it writes goes where `surroundings` say. */
function kit(
  args: readonly string[],
  { out = 'pipe', err = 'pipe', env = {}, room }: Surroundings = {},
): Promise<Ended> {
  const to = (target: Sink) => (target === 'full' ? openSync('/dev/full', 'w') : 'pipe')
  const command = [process.execPath, cutover, ...args]
  // The shell's unit is half a KiB.
  const limited = room === undefined ? command : ['sh', '-c', `ulimit -f ${room / 512} && exec "$@"`, 'sh', ...command]
  const child: ChildProcess = spawn(limited[0] as string, limited.slice(1), {
    cwd: root,
    stdio: ['ignore', to(out), to(err)],
    env: { ...process.env, FORCE_COLOR: undefined, ...env },
  })
  const text = { out: '', err: '' }
  for (const [name, stream, target] of [
    ['out', child.stdout, out],
    ['err', child.stderr, err],
  ] as const) {
    if (target === 'closed') stream?.destroy()
    else stream?.on('data', (chunk) => (text[name] += String(chunk)))
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...text })))
}

const short = ['--only', 'store-restarts', '--budget', 'quick']
const footer = (output: string) => readEvents(join(output, 'osproxy', 'events.ndjson')).at(-1)

/** What this run ends with on a healthy machine: most requirements are not looked at. */
const verdict = 3

test.each<[string, Surroundings]>([
  ['a full standard output', { out: 'full' }],
  ['a full standard error', { err: 'full' }],
  ['a reader that has gone', { out: 'closed' }],
  ['two readers that have gone', { out: 'closed', err: 'closed' }],
])('the exit code is the verdict, and that of the report, with %s', async (_, surroundings) => {
  const output = folder()
  const { code, out, err } = await kit(['run', 'osproxy', ...short, '-o', output], surroundings)
  expect(code).toBe(verdict)
  // Where nobody asks for colours, a pipe gets none.
  expect(out).not.toContain('\u001b[')
  expect(footer(output)).toMatchObject({ status: 'complete', exit_code: verdict })
  if (surroundings.out === 'full') expect(err).toMatch(/^CUT-OUTPUT: standard output cannot be written: ENOSPC/m)
})

test('misuse stays misuse where nothing can be said about it', async () => {
  expect((await kit(['run', 'osproxy', '--seed', '-1'], { err: 'full' })).code).toBe(64)
})

test('a text that was asked for and cannot be written is a fault', async () => {
  expect((await kit(['list'])).code).toBe(0)
  for (const args of [['list'], ['explain', 'OSP-016'], ['--help']]) {
    expect(await kit(args, { out: 'full' })).toMatchObject({ code: 4, err: expect.stringMatching(/CUT-OUTPUT/) })
  }
})

test('where there is no room for a report there is none, and that is a fault without a stack', async () => {
  const output = folder()
  const { code, err } = await kit(['run', 'osproxy', ...short, '-o', output], { room: 16 * 1024 })
  expect(code).toBe(4)
  expect(err).toMatch(/^CUT-OUTPUT: .*osproxy\/\S+ cannot be written \(EFBIG\): expected/m)
  expect(err).not.toMatch(/^ {4}at /m)
  expect(readdirSync(join(output, 'osproxy')).filter((name) => !name.endsWith('.part'))).toEqual([])
})

test('what lies in the way of a report is not followed', async () => {
  const output = folder()
  const treasure = join(output, 'treasure')
  writeFileSync(treasure, 'mine')
  mkdirSync(join(output, 'osproxy'))
  symlinkSync(treasure, join(output, 'osproxy', 'events.ndjson.part'))
  symlinkSync(treasure, join(output, 'osproxy', 'junit.xml'))
  expect((await kit(['run', 'osproxy', ...short, '-o', output])).code).toBe(verdict)
  expect(readFileSync(treasure, 'utf8')).toBe('mine')
})

test('a folder in which another run writes is refused', async () => {
  const output = folder()
  mkdirSync(join(output, 'osproxy'))
  writeFileSync(join(output, 'osproxy', '.writer'), 'elsewhere.invalid 7\n')
  const { code, err } = await kit(['run', 'osproxy', ...short, '-o', output])
  expect(code).toBe(64)
  expect(err).toMatch(/^CUT-OUTPUT-BUSY: elsewhere\.invalid 7 \(host and process\) writes there/)
  expect(existsSync(join(output, 'osproxy', 'events.ndjson'))).toBe(false)
})

test('how much is printed is the user’s choice: the outcome alone, or the summary as JSON', async () => {
  const quiet = await kit(['run', 'osproxy', ...short, '-o', folder(), '--quiet'])
  expect(quiet.out.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^. (conformant|inconclusive)/),
    expect.stringMatching(/^ {2}[0-9]+ checks?/),
    ...(quiet.code === 0 ? [] : [expect.stringMatching(/^ {2}next: /)]),
    expect.stringMatching(/^ {2}open .*report\.html in a browser$/),
  ])
  const output = folder()
  const { code, out } = await kit(['run', 'osproxy', ...short, '-o', output, '--json'])
  expect(out).toBe(readFileSync(join(output, 'osproxy', 'summary.json'), 'utf8'))
  expect(JSON.parse(out)).toMatchObject({ exit_code: code })
  expect((await kit(['run', 'osproxy', '--quiet', '--json'])).code).toBe(64)
})

test('colours are the user’s choice', async () => {
  const painted = async (env: Readonly<Record<string, string>>) =>
    (await kit(['run', 'osproxy', ...short, '-o', folder()], { env })).out.includes('\u001b[')
  expect(await painted({ FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb' })).toBe(true)
  expect(await painted({ FORCE_COLOR: '0' })).toBe(false)
})

const hostile = '\u001b[2Jx\n::error::forged\n::set-output name=x::1'

/** An adapter with a hostile statement, and hostile words on stderr, of the reference implementation. */
function forger(): string {
  const file = join(folder(), 'forger.mjs')
  writeFileSync(
    file,
    `import { serve } from ${JSON.stringify(built('serve'))}
import { createReference } from ${JSON.stringify(built('osproxy-reference'))}
const hostile = ${JSON.stringify(hostile)}
const reference = createReference()
console.error(hostile)
const request = (op, params) => {
  const reply = reference.request(op, params)
  return op === 'hello' ? { ok: { ...reply.ok, implementation: hostile, capabilities: [hostile] } } : reply
}
await serve({ request }, process.stdin, process.stdout)
`,
  )
  return `${process.execPath} ${file}`
}

/** Nothing in it moves a cursor, begins a line as a command of a CI runner, or paints. */
function harmless({ out, err }: Ended): void {
  const shown = `${out}\n${err}`
  expect(shown).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
  expect(shown).not.toMatch(/^\s*::/m)
  expect(shown).toContain('u001b[2Jx')
}

test('what an adapter says of itself is shown and not obeyed', async () => {
  harmless(await kit(['adapter', 'check', 'osproxy', '--adapter', forger()]))
  harmless(await kit(['run', 'osproxy', ...short, '-o', folder(), '--adapter', forger()]))
})

test('what an argument, a file or a path says is shown and not obeyed', async () => {
  const list = join(folder(), 'known.yaml')
  writeFileSync(list, `failures:\n  - ${JSON.stringify(hostile)}: 1\n`)
  for (const args of [
    ['list', hostile],
    ['explain', hostile],
    [`--${hostile}`],
    [hostile],
    ['run', 'osproxy', '--only', hostile],
    ['run', 'osproxy', '--known-failures', list],
    ['run', 'osproxy', '--known-failures', `/no/${hostile}`],
    ['run', 'osproxy', '--output', `/proc/${hostile}`],
    ['known-failures', `/no/${hostile}`],
    ['replay', `@/no/${hostile}`],
  ])
    harmless(await kit(args))
})
