import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { built } from '../../../test-build.ts'
import { eventually } from './eventually.ts'
import { marked } from './faulty/marked-source.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** A kit that opens an adapter with a grandchild, names it, and then ends as `ending` has it. */
const kit = (ending: string): string => `
  import { stdioSource } from ${JSON.stringify(built('stdio'))}
  const adapter = await stdioSource([process.execPath, 'faulty/slow-exit.mjs'], { timeout_ms: 5000 }).open()
  console.log((await adapter.request('grandchild', {})).ok.pid)
  ${ending}
`

async function endOf(
  ending: string,
  signal?: NodeJS.Signals,
): Promise<{ code: number | null; by: string | null; left: readonly number[] }> {
  const mark = randomUUID()
  const child = spawn(process.execPath, ['--input-type=module', '-e', kit(ending)], {
    cwd: folder,
    env: { ...process.env, CUTOVER_MARK: mark },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = new Promise<[number | null, string | null]>((resolve) => child.once('exit', (...how) => resolve(how)))
  onTestFinished(() => marked(mark).forEach((left) => void process.kill(left, 'SIGKILL')))
  const grandchild = await new Promise((resolve) => child.stdout.once('data', (line) => resolve(Number(line))))
  if (signal !== undefined) {
    expect(marked(mark)).toContain(grandchild)
    child.kill(signal)
  }
  const [code, by] = await ended
  await eventually(() => expect(marked(mark)).toEqual([]))
  return { code, by, left: marked(mark) }
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends the kit as ever, and its adapters with it',
  async (signal) => {
    expect(await endOf('', signal)).toEqual({ code: null, by: signal, left: [] })
  },
)

test('a kit that handles SIGINT itself decides how it ends', async () => {
  expect(await endOf("process.on('SIGINT', () => process.exit(130))", 'SIGINT')).toMatchObject({ code: 130, left: [] })
})

test.each([
  ['an uncaught error', "setTimeout(() => { throw new Error('bug') })", 1],
  ['process.exit', 'process.exit(4)', 4],
])('%s leaves no adapter behind', async (_, ending, code) => {
  expect(await endOf(ending)).toMatchObject({ code, left: [] })
})
