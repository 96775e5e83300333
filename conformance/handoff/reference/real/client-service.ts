import { createServer } from 'node:net'
import type { Agent } from '../agent.ts'
import type { Parts } from '../parts.ts'

/**
 * What a consumer says to its clients, a line each: `SET key value` is answered with `OK` once it is acknowledged, and with `NO`
 * where it is not; `GET key` with the value behind `VALUE `, or with `NONE`. Keys and values hold no blank.
 */
export function serveClients(path: string, parts: Parts, agent: () => Agent | undefined): void {
  const server = createServer((socket) => {
    let rest = ''
    socket.setEncoding('utf8')
    socket.on('error', () => {})
    socket.on('data', (text: string) => {
      const lines = (rest + text).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) socket.write(`${answer(parts, agent(), line)}\n`)
    })
  })
  server.on('error', () => {})
  server.listen(path)
}

function answer(parts: Parts, agent: Agent | undefined, line: string): string {
  const [word, key = '', value = ''] = line.split(' ')
  const consumer = agent?.consumer
  if (consumer === undefined) return 'NO'
  if (word === 'SET') return parts.consumers.write(consumer, key, value) ? 'OK' : 'NO'
  const found = parts.consumers.read(consumer, key)
  return found === undefined ? 'NONE' : `VALUE ${found}`
}
