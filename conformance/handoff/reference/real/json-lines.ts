import type { Socket } from 'node:net'
import type { JsonObject } from '../../../../spec/json.ts'

/** Calls `take` with each line of JSON of a socket. */
export function onJsonLine(socket: Socket, take: (message: JsonObject) => void): void {
  let rest = ''
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(JSON.parse(line) as JsonObject)
  })
}

/** Sends a value as one line. */
export function sendJsonLine(socket: Socket, message: object, then?: () => void): void {
  socket.write(`${JSON.stringify(message)}\n`, then)
}
