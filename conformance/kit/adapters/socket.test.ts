import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { eventually } from './eventually.ts'
import { socketSource } from './socket.ts'

const folder = mkdtempSync(join(tmpdir(), 'cutover-'))
let server: Server | undefined

afterEach(() => {
  server?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Answers each line with what `answer` makes of it; each connection counts its own lines. */
async function listen(
  where: string | number,
  answer: (id: number, count: number, socket: Socket) => string,
): Promise<number> {
  const listening = createServer((socket) => {
    let [rest, count] = ['', 0]
    socket.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        count += 1
        socket.write(answer(JSON.parse(line).id, count, socket))
      }
    })
  })
  server = listening
  await new Promise<void>((resolve) => listening.listen(where, resolve))
  const address = listening.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

const honest = (id: number, count: number): string => `{"id":${id},"ok":{"count":${count}}}\n`

test('the same messages run over a Unix socket, each open being a new connection', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'cutover-')), 'adapter')
  await listen(path, honest)
  const source = socketSource(`unix:${path}`, { timeout_ms: 2_000 })
  for (const _ of [1, 2]) {
    const adapter = await source.open()
    expect(await adapter.request('count', {})).toEqual({ ok: { count: 1 } })
    const replies = await adapter.burst(Array.from({ length: 500 }, () => ({ op: 'count', params: {} })))
    expect(replies.map((reply) => reply.ok?.count)).toEqual(replies.map((_, index) => index + 2))
    await adapter.close()
    await adapter.close()
  }
})

test('the same messages run over TCP, with the same faults', async () => {
  const port = await listen(0, (id, count) => (count < 2 ? honest(id, count) : `{"id":${id},"ok":1}\n`))
  const adapter = await socketSource(`tcp:127.0.0.1:${port}`, { timeout_ms: 2_000 }).open()
  expect(await adapter.request('count', {})).toEqual({ ok: { count: 1 } })
  await expect(adapter.request('count', {})).rejects.toMatchObject({ code: 'CUT-ADAPTER-ENVELOPE' })
  await adapter.close()
})

test('a connection that ends or breaks within a conversation is a crash', async () => {
  const port = await listen(0, (id, count, socket) => {
    if (id % 2 === 0) socket.resetAndDestroy()
    return honest(id, count)
  })
  const adapter = await socketSource(`tcp:127.0.0.1:${port}`, { timeout_ms: 2_000 }).open()
  await adapter.request('count', {})
  await expect(adapter.request('count', {})).rejects.toMatchObject({ kind: 'crash', stop: { op: 'count' } })
  await adapter.close()
})

test('a listener that ignores bye is cut off after the grace', async () => {
  let closed = 0
  const port = await listen(0, (id, count, socket) => {
    if (id === 1) {
      socket.once('close', () => {
        closed += 1
      })
    }
    return id === 1 ? honest(id, count) : ''
  })
  const adapter = await socketSource(`tcp:127.0.0.1:${port}`, { timeout_ms: 5_000, grace_ms: 200 }).open()
  await adapter.request('count', {})
  await adapter.close()
  await eventually(() => expect(closed).toBe(1))
})

test('nobody listening is a coded fault', async () => {
  const open = socketSource(`unix:${join(folder, 'nobody')}`, { timeout_ms: 1_000 }).open()
  await expect(open).rejects.toMatchObject({ code: 'CUT-ADAPTER-START', exitCode: 4 })
})

test.each(['unix:', 'tcp:host', 'tcp:host:0', 'tcp:host:65536', 'tcp:a:b:1', 'udp:host:1', ''])(
  '%j is no address',
  (address) => {
    expect(() => socketSource(address, { timeout_ms: 1 })).toThrow(
      expect.objectContaining({ code: 'CUT-ADAPTER-ADDRESS', exitCode: 64 }),
    )
  },
)
