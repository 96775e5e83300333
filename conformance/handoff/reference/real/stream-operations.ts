import type { Reply } from '../../../../spec/adapter.ts'
import { ok, refused, unknown } from '../answer.ts'
import { bytesOf } from '../codec.ts'
import type { RealHandlers } from './handlers.ts'
import type { Machine } from './machine.ts'
import { poll } from './poll.ts'
import type { SocketStream } from './socket-stream.ts'

/** The driver's ends of streams, and the trace. */
export function streamOperations(machine: Machine): RealHandlers {
  const known = async (name: string, act: (stream: SocketStream) => Reply | Promise<Reply>): Promise<Reply> => {
    const stream = machine.streams.get(name)
    return stream === undefined ? unknown('a stream') : act(stream)
  }
  return {
    'stream.send': ({ stream: name, hex }) =>
      known(name, (stream) => {
        if (stream.socket.destroyed || !stream.socket.writable)
          return refused('closed', 'expected a stream that is open')
        stream.send(bytesOf(hex), () => {})
        return ok()
      }),
    'stream.receive': ({ stream: name, max_ms = 0 }) => known(name, (stream) => received(stream, max_ms)),
    'stream.close': ({ stream: name }) =>
      known(name, (stream) => {
        stream.close()
        return ok()
      }),
    'trace.read': ({ since }) => ok({ entries: machine.trace.filter(({ seq }) => since === undefined || seq > since) }),
  }
}

/** What a stream has, as soon as it has something. */
async function received(stream: SocketStream, max_ms: number): Promise<Reply> {
  const parts: Uint8Array[] = []
  let closed = false
  const look = (): true | undefined => {
    for (let bytes = stream.read(); bytes !== undefined; bytes = stream.read()) {
      if (bytes === 'end') {
        closed = true
        break
      }
      parts.push(bytes)
    }
    return closed || parts.length > 0 ? true : undefined
  }
  await poll(look, max_ms)
  // The end is told a moment behind the last bytes.
  if (!closed) await new Promise((next) => setImmediate(next))
  if (!closed) look()
  return ok({ hex: Buffer.concat(parts).toString('hex'), ...(closed ? { closed } : {}) })
}
