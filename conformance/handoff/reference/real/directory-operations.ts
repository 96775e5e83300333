import { existsSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { ok, refused, unknown } from '../answer.ts'
import { bytesOf, hexOf } from '../codec.ts'
import { JOURNAL } from '../journals.ts'
import { PIDFILE } from '../locks.ts'
import { BoundPath } from './bound-path.ts'
import { CONTROL, diskDirectory, LOCK } from './disk-directory.ts'
import { diskFiles } from './disk-files.ts'
import { flock } from './flock.ts'
import type { RealHandlers } from './handlers.ts'
import type { Machine } from './machine.ts'
import { poll } from './poll.ts'
import { SocketStream } from './socket-stream.ts'
import { type Watch, watched } from './watch.ts'

/** Why a connection to a path fails. */
const reasons: Readonly<Record<string, string>> = { ENOENT: 'absent', ECONNREFUSED: 'refused', EACCES: 'denied' }

/** Data directories and control paths, as the driver sees them. */
export function directoryOperations(machine: Machine): RealHandlers {
  const folder = (dir: string): string => {
    diskDirectory(machine.root, dir)
    return join(machine.root, dir)
  }
  const watches = new Map<string, Watch>()
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
  }
}
