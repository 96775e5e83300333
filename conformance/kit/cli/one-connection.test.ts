import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { serve } from '../adapters/serve.ts'
import { adapterCheck } from './adapter-command.ts'
import { loadProtocol } from './protocols.ts'

const said = vi.hoisted((): string[] => [])
vi.mock('./terminal.ts', () => ({ out: { line: (text: unknown) => said.push(String(text)), lines: () => undefined } }))

test('a server that takes one connection at a time is enough', async () => {
  const protocol = await loadProtocol('osproxy')
  const waiting: Socket[] = []
  let serving = false
  const next = async (): Promise<void> => {
    const socket = waiting.shift()
    if (serving || socket === undefined) return
    serving = true
    await serve(protocol.reference(), socket, socket)
    socket.end()
    serving = false
    await next()
  }
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    waiting.push(socket)
    void next()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const code = await adapterCheck('osproxy', { adapter: `tcp:127.0.0.1:${port}`, timeout: 2_000, startTimeout: 2_000 })
  expect(said.join('\n')).toMatch(/✓ reset forgets/)
  expect(code).toBe(0)
  server.close()
})
