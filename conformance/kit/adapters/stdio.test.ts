import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { eventually } from './eventually.ts'
import { markedSource } from './faulty/marked-source.ts'
import { stdioSource } from './stdio.ts'

/** Far more than a busy machine needs to end a process. */
const never_ms = 600_000
const seconds = (since: number): number => (performance.now() - since) / 1000

test('a burst larger than both pipes does not lock them', async () => {
  const adapter = await markedSource('honest').open()
  const text = 'x'.repeat(64 * 1024)
  const calls = Array.from({ length: 300 }, (_, index) => ({ op: 'echo', params: { index, text } }))
  const replies = await adapter.burst(calls)
  expect(replies.map((reply) => reply.ok?.index)).toEqual(calls.map((_, index) => index))
  await adapter.close()
})

test('a reply of nearly 16 MiB arrives whole', async () => {
  const adapter = await markedSource('honest').open()
  const text = 'é'.repeat(8 * 1024 * 1024 - 100)
  expect(await adapter.request('echo', { text })).toEqual({ ok: { text } })
  await adapter.close()
})

test('a flood on stderr neither blocks nor grows: its last 64 KiB are kept', async () => {
  const adapter = await markedSource('stderr-flood').open()
  for (let count = 1; count <= 5; count += 1) expect(await adapter.request('count', {})).toEqual({ ok: { count } })
  await adapter.close()
  expect(adapter.stderr()).toHaveLength(64 * 1024)
  expect(adapter.stderr()).toMatch(/noise end of noise\n$/)
})

test('an adapter that obeys bye is gone at once, and close may be called again', async () => {
  const source = markedSource('honest', { grace_ms: never_ms })
  const adapter = await source.open()
  expect(await adapter.request('count', {})).toEqual({ ok: { count: 1 } })
  const start = performance.now()
  await Promise.all([adapter.close(), adapter.close()])
  await adapter.close()
  expect(source.running()).toEqual([])
  expect(seconds(start) * 1_000).toBeLessThan(never_ms)
  await expect(adapter.request('count', {})).rejects.toMatchObject({ code: 'CUT-ADAPTER-CLOSED' })
})

test('an adapter that ignores bye but obeys the end of its input is not waited for', async () => {
  const source = markedSource('ignores-bye', { grace_ms: never_ms })
  const adapter = await source.open()
  expect(await adapter.request('count', {})).toEqual({ ok: { count: 1 } })
  const start = performance.now()
  await adapter.close()
  expect(source.running()).toEqual([])
  expect(seconds(start) * 1_000).toBeLessThan(never_ms)
})

test('an adapter that obeys bye sees it: it is sent before the input ends', async () => {
  const adapter = await markedSource('tells-of-bye').open()
  await adapter.request('count', {})
  await adapter.close()
  expect(adapter.stderr()).toBe('bye\nend\n')
})

test('an adapter that ignores bye, end of input and SIGTERM dies with its descendants after the grace', async () => {
  const source = markedSource('slow-exit', { grace_ms: 500 })
  const adapter = await source.open()
  const { ok } = await adapter.request('grandchild', {})
  expect(source.running()).toContain(ok?.pid)
  expect(source.running()).toHaveLength(2)
  const start = performance.now()
  await adapter.close()
  await eventually(() => expect(source.running()).toEqual([]))
  expect(seconds(start)).toBeGreaterThan(0.45)
})

test('descendants of an adapter that crashed die too, though they hold its pipes open', async () => {
  const source = markedSource('orphans-a-child')
  const adapter = await source.open()
  const { ok } = await adapter.request('grandchild', {})
  expect(source.running()).toContain(ok?.pid)
  await expect(adapter.request('trip', {})).rejects.toMatchObject({ kind: 'crash', stop: { exitCode: 7 } })
  await eventually(() => expect(source.running()).toEqual([]))
  await adapter.close()
})

test('every open is a fresh process', async () => {
  const source = markedSource('honest')
  const [first, second] = await Promise.all([source.open(), source.open()])
  expect(await first.request('count', {})).toEqual({ ok: { count: 1 } })
  expect(await first.request('count', {})).toEqual({ ok: { count: 2 } })
  expect(await second.request('count', {})).toEqual({ ok: { count: 1 } })
  await Promise.all([first.close(), second.close()])
  expect(source.running()).toEqual([])
})

test('calls made before earlier ones are answered keep their order', async () => {
  const adapter = await markedSource('honest').open()
  const [one, many, last] = await Promise.all([
    adapter.request('count', {}),
    adapter.burst([
      { op: 'count', params: {} },
      { op: 'count', params: {} },
    ]),
    adapter.request('count', {}),
  ])
  expect([one, ...many, last].map((reply) => reply.ok?.count)).toEqual([1, 2, 3, 4])
  await adapter.close()
})

test('the kit being busy is not taken for silence of the adapter', async () => {
  const adapter = await markedSource('honest', { timeout_ms: 300 }).open()
  await adapter.request('echo', {})
  const reply = adapter.request('echo', { text: 'late' })
  const busyUntil = performance.now() + 600
  while (performance.now() < busyUntil);
  expect(await reply).toEqual({ ok: { text: 'late' } })
  await new Promise(setImmediate)
  expect(await adapter.request('echo', {})).toEqual({ ok: {} })
  await adapter.close()
})

test('a request that the protocol has no room for is refused and harms nothing', async () => {
  const adapter = await markedSource('honest').open()
  const text = 'x'.repeat(16 * 1024 * 1024)
  await expect(adapter.request('echo', { text })).rejects.toMatchObject({ code: 'CUT-ADAPTER-REQUEST', exitCode: 64 })
  expect(await adapter.request('echo', {})).toEqual({ ok: {} })
  await adapter.close()
})

test('a program that does not exist is a coded fault that names it', async () => {
  const open = stdioSource('no-such-program --fast', { timeout_ms: 1_000 }).open()
  await expect(open).rejects.toMatchObject({ code: 'CUT-ADAPTER-START', message: expect.stringMatching(/ENOENT/) })
  const nowhere = stdioSource('true', { timeout_ms: 1_000, cwd: '/no/such/folder' }).open()
  await expect(nowhere).rejects.toMatchObject({ code: 'CUT-ADAPTER-START' })
  expect(() => stdioSource([], { timeout_ms: 1_000, pin: 0 })).toThrow(expect.objectContaining({ exitCode: 64 }))
})

test('a pinned adapter runs on that processor alone', async () => {
  const source = markedSource('honest', { pin: 0 })
  const adapter = await source.open()
  await adapter.request('echo', {})
  const allowed = source
    .running()
    .map((pid) => /Cpus_allowed_list:\s*(.*)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  expect(allowed).toEqual(['0'])
  await adapter.close()
})
