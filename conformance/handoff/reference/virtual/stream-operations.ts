import type { Reply } from '../../../../spec/adapter.ts'
import { ok, refused, unknown } from '../answer.ts'
import { bytesOf } from '../codec.ts'
import type { VirtualHandlers } from './process-operations.ts'
import type { Socket } from './sockets.ts'
import type { World } from './world.ts'

/** The driver's ends of streams, the time, and the trace. */
export function streamOperations(world: World): VirtualHandlers {
  const known = (name: string, act: (stream: Socket) => Reply): Reply => {
    const stream = world.streams.get(name)
    return stream === undefined ? unknown('a stream') : act(stream)
  }
  return {
    'stream.send': ({ stream: name, hex }) =>
      known(name, (stream) => {
        if (stream.closed || stream.peer?.closed === true) return refused('closed', 'expected a stream that is open')
        stream.send(bytesOf(hex), () => {})
        return ok()
      }),
    'stream.receive': ({ stream: name }) =>
      known(name, (stream) => {
        const parts: Uint8Array[] = []
        for (;;) {
          // What a child got before it was killed, its driver still sees.
          const bytes = stream.read()
          if (bytes === 'end') return ok({ hex: Buffer.concat(parts).toString('hex'), closed: true })
          if (bytes === undefined) return ok({ hex: Buffer.concat(parts).toString('hex') })
          parts.push(bytes)
          // Whoever waited for room goes on.
          world.clock.settle()
        }
      }),
    'stream.close': ({ stream: name }) =>
      known(name, (stream) => {
        stream.close()
        return ok()
      }),
    'trace.read': ({ since }) => ok({ entries: world.trace.filter(({ seq }) => since === undefined || seq > since) }),
    'clock.advance': ({ ms }) => {
      world.clock.advance(ms)
      return ok()
    },
    'clock.now': () => ok({ ms: Math.floor(world.clock.now) }),
  }
}
