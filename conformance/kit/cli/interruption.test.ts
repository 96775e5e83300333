import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEvents } from '../../../reports/stream.ts'
import { built } from '../../../test-build.ts'

/** The kit as a user runs it. */
const cutover = built('cutover')
const folder = (): string => mkdtempSync(join(tmpdir(), 'interruption-'))

interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly output: string
}

/** Runs the kit on an adapter and calls `during` once it works. */
function kit(adapter: string, output: string, during?: (pid: number) => void, start_ms = 60_000): Promise<Ended> {
  const child = spawn(process.execPath, [
    cutover,
    'run',
    'osproxy',
    '--adapter',
    adapter,
    '--output',
    output,
    '--timeout',
    '2000',
    '--start-timeout',
    `${start_ms}`,
    '--budget',
    'quick',
    '--only',
    'store-walk',
    '--skip',
    'driven',
  ])
  let text = ''
  child.stdout.on('data', (chunk) => {
    text += chunk
  })
  child.stderr.on('data', (chunk) => {
    text += chunk
  })
  if (during !== undefined) {
    const poll = setInterval(() => {
      if (!existsSync(join(output, 'osproxy', 'events.ndjson.part'))) return
      clearInterval(poll)
      during(child.pid as number)
    }, 5)
  }
  return new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, output: text })))
}

/** An adapter that serves the reference implementation until `calls` requests have come; then `death` says what is done. */
function mortal(calls: number, death: string): string {
  const file = join(folder(), 'mortal.mjs')
  writeFileSync(
    file,
    `import { Transform } from 'node:stream'
import { serve } from ${JSON.stringify(built('serve'))}
import { createReference } from ${JSON.stringify(built('osproxy-reference'))}
let seen = 0
const requests = new Transform({
  transform(chunk, _, done) {
    seen += chunk.toString().split('\\n').length - 1
    if (seen >= ${calls}) { ${death} }
    else done(null, chunk)
  },
})
await serve(createReference(), process.stdin.pipe(requests), process.stdout)
`,
  )
  return `${process.execPath} ${file}`
}

/** Before it has shown that it works, an adapter that ends is at fault; afterwards the implementation is. */
test.each([
  [1, 4],
  [9, 4],
  [40, 1],
])('an implementation that dies at call %i ends the run with %i', async (calls, code) => {
  const output = folder()
  const ended = await kit(mortal(calls, 'process.kill(process.pid, "SIGKILL")'), output)
  expect(ended.code).toBe(code)
  const footer = readEvents(join(output, 'osproxy', 'events.ndjson')).at(-1)
  expect(footer).toMatchObject({ event: 'run_finished', exit_code: ended.code })
})

test.each([
  [2, 4],
  [50, 1],
])('a pipe that closes at call %i ends the run with %i, and nothing hangs', async (calls, code) => {
  const ended = await kit(mortal(calls, 'process.stdout.destroy(); setTimeout(() => process.exit(0), 50)'), folder())
  expect(ended.code).toBe(code)
})

test('an implementation that falls silent is told with what was waited for', async () => {
  const ended = await kit(mortal(1, ''), folder(), undefined, 2_000)
  expect(ended.code).toBe(4)
  expect(ended.output).toMatch(/silent for 2000 ms while an answer to hello was awaited/)
})

test('a kit that is killed leaves no report that looks whole', async () => {
  const output = folder()
  const ended = await kit(`${process.execPath} ${cutover} serve osproxy`, output, (pid) => process.kill(pid, 'SIGKILL'))
  expect(ended.signal).toBe('SIGKILL')
  expect(existsSync(join(output, 'osproxy', 'events.ndjson'))).toBe(false)
})

test('a kit that is interrupted leaves a valid report marked interrupted', async () => {
  const output = folder()
  const ended = await kit(`${process.execPath} ${cutover} serve osproxy`, output, (pid) => process.kill(pid, 'SIGINT'))
  expect(ended.code).toBe(130)
  const footer = readEvents(join(output, 'osproxy', 'events.ndjson')).at(-1)
  expect(footer).toMatchObject({ event: 'run_finished', status: 'interrupted', exit_code: 130 })
})
