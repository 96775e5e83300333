import { existsSync, readdirSync, statSync } from 'node:fs'
import { connect, Socket } from 'node:net'
import { join } from 'node:path'
import type { Reply } from '../../../../spec/adapter.ts'
import type { Operations } from '../../../../spec/handoff/adapter.types.ts'
import { ok, refused, unknown } from '../answer.ts'
import { bytesOf, hexOf } from '../codec.ts'
import { JOURNAL } from '../journals.ts'
import { PIDFILE } from '../locks.ts'
import { BoundPath } from './bound-path.ts'
import { CONTROL, diskDirectory, LOCK } from './disk-directory.ts'
import { diskFiles } from './disk-files.ts'
import { flock } from './flock.ts'
import { type Machine, signal } from './machine.ts'
import { poll } from './poll.ts'
import { isAlive } from './real-process.ts'
import { SocketStream } from './socket-stream.ts'

export type RealHandlers = {
  readonly [Name in keyof Operations]?: (params: Operations[Name]['params']) => Reply | Promise<Reply>
}

/** The longest until what a process said at its end was read, in milliseconds. */
const LAST_WORDS = 10_000

/** Why a connection to a path fails. */
const reasons: Readonly<Record<string, string>> = { ENOENT: 'absent', ECONNREFUSED: 'refused', EACCES: 'denied' }

/** What the driver does by itself: directories, control paths, streams and signals. */
export function machineOperations(machine: Machine): RealHandlers {
  const folder = (dir: string): string => {
    diskDirectory(machine.root, dir)
    return join(machine.root, dir)
  }
  const pidOf = (name: string): number | undefined => machine.processes.get(name)?.pid ?? machine.children.get(name)
  const signalled = (name: string, what: NodeJS.Signals): Reply => {
    const pid = pidOf(name)
    if (pid === undefined) return unknown('a process')
    signal(pid, what)
    return ok()
  }
  const watches = new Map<string, Watch>()
  const known = async (name: string, act: (stream: SocketStream) => Reply | Promise<Reply>): Promise<Reply> => {
    const stream = machine.streams.get(name)
    return stream === undefined ? unknown('a stream') : act(stream)
  }
  return {
    'dir.lock': ({ dir }) => {
      const free = flock(join(folder(dir), LOCK))
      free?.()
      return ok({ free: free !== undefined })
    },
    'dir.files': ({ dir }) => {
      const path = join(folder(dir), LOCK)
      const pidfile = diskFiles(folder(dir)).read(PIDFILE)
      return ok({
        ...(existsSync(path) ? { lock_inode: String(statSync(path).ino) } : {}),
        ...(pidfile === undefined ? {} : { pidfile: Buffer.from(pidfile).toString() }),
      })
    },
    'dir.paths': ({ dir }) =>
      ok({ data_dir: folder(dir), control: join(folder(dir), CONTROL), journal: join(folder(dir), JOURNAL) }),
    'dir.hold': ({ dir, lock }) => {
      const free = flock(join(folder(dir), LOCK))
      if (free === undefined) return refused('lock_held', 'expected a lock that is free', { holder_pid: 0 })
      machine.holdings.set(lock, free)
      return ok()
    },
    'dir.release': ({ lock }) => {
      const free = machine.holdings.get(lock)
      machine.holdings.delete(lock)
      free?.()
      return free === undefined ? unknown('a lock that is held') : ok()
    },
    'dir.write_pidfile': ({ dir, text }) => {
      diskFiles(folder(dir)).write(PIDFILE, Buffer.from(text))
      return ok()
    },
    'dir.read_journal': ({ dir }) => {
      const bytes = diskFiles(folder(dir)).read(JOURNAL)
      return ok(bytes === undefined ? {} : { hex: hexOf(bytes) })
    },
    'dir.write_journal': ({ dir, hex }) => {
      diskFiles(folder(dir)).write(JOURNAL, bytesOf(hex))
      return ok()
    },
    'control.connect': ({ dir, stream }) =>
      new Promise((tell) => {
        const socket = connect(join(folder(dir), CONTROL))
        socket.once('error', ({ code }: NodeJS.ErrnoException) =>
          tell(ok({ connected: false, why: reasons[code ?? ''] ?? 'refused' })),
        )
        socket.once('connect', () => {
          machine.streams.set(stream, new SocketStream(socket))
          tell(ok({ connected: true }))
        })
      }),
    'control.listen': ({ dir }) =>
      new Promise((tell) =>
        BoundPath.bind(join(folder(dir), CONTROL), 0o600, (path) => {
          if (typeof path === 'string') return tell(refused(path, 'expected a path that can be bound'))
          machine.paths.set(dir, path)
          tell(ok())
        }),
      ),
    'control.accept': async ({ dir, stream, max_ms = 0 }) => {
      const accepted = await poll(() => machine.paths.get(dir)?.accept(), max_ms)
      if (accepted === undefined) return ok({ accepted: false })
      machine.streams.set(stream, accepted)
      return ok({ accepted: true })
    },
    'control.unlisten': ({ dir }) => {
      machine.paths.get(dir)?.close()
      return ok()
    },
    'control.mode': ({ dir }) => {
      const path = join(folder(dir), CONTROL)
      return ok(existsSync(path) ? { mode: statSync(path).mode & 0o777 } : {})
    },
    'control.watch': ({ dir, watch }) => {
      watches.set(watch, watched(join(folder(dir), CONTROL)))
      return ok()
    },
    'control.watched': async ({ watch }) => {
      const running = watches.get(watch)
      return running === undefined ? unknown('a watch') : ok(await running.end())
    },
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
    'process.exit': async ({ process: name, max_ms = 0 }) => {
      const pid = pidOf(name)
      if (pid === undefined) return unknown('a process')
      const exited = await poll(() => (isAlive(pid) ? undefined : true), max_ms)
      // Its last words may be on their way.
      if (exited === true)
        await poll(() => (machine.processes.get(name)?.socket.destroyed === false ? undefined : true), LAST_WORDS)
      const code = machine.processes.get(name)?.code
      return ok({ exited: exited === true, ...(exited !== true || code === undefined ? {} : { code }) })
    },
    'process.kill': ({ process: name }) => signalled(name, 'SIGKILL'),
    'process.stop': ({ process: name }) => signalled(name, 'SIGSTOP'),
    'process.continue': ({ process: name }) => signalled(name, 'SIGCONT'),
    'lock.kill': ({ lock }) => signalled(lock, 'SIGKILL'),
    'process.descriptors': ({ process: name }) => {
      const pid = pidOf(name)
      if (pid === undefined) return unknown('a process')
      return ok({ count: isAlive(pid) ? readdirSync(`/proc/${pid}/fd`).length : 0 })
    },
    'call.result': async ({ call, max_ms = 0 }) => {
      const state = machine.calls.state(call)
      if (state === undefined) return unknown('a call')
      const ended = await poll(() => {
        const now = machine.calls.state(call)
        return now?.state === 'pending' ? undefined : now
      }, max_ms)
      return ok(ended ?? state)
    },
    'trace.read': ({ since }) => ok({ entries: machine.trace.filter(({ seq }) => since === undefined || seq > since) }),
  }
}

/** Connections to a path, one behind the other, until it is ended. */
interface Watch {
  readonly end: () => Promise<{ readonly attempts: number; readonly absent: number; readonly unanswered: number }>
}

function watched(path: string): Watch {
  const counts = { attempts: 0, absent: 0, unanswered: 0 }
  let over = false
  const attempt = (): Promise<void> =>
    new Promise((done) => {
      const socket = connect(path, () => socket.destroy())
      socket.once('error', ({ code }: NodeJS.ErrnoException) => {
        if (code === 'ENOENT') counts.absent += 1
        else counts.unanswered += 1
      })
      socket.once('close', () => done())
      counts.attempts += 1
    })
  const running = (async () => {
    while (!over) await attempt()
  })()
  return {
    end: async () => {
      over = true
      await running
      return counts
    },
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

/** The socket at a place of a child's standard streams. */
export function socketAt(stdio: readonly unknown[], place: number): Socket | undefined {
  const found = stdio[place]
  return found instanceof Socket ? found : undefined
}
