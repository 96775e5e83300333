import { ok, refused, unknown } from '../answer.ts'
import { bytesOf, hexOf } from '../codec.ts'
import { JOURNAL } from '../journals.ts'
import { PIDFILE } from '../locks.ts'
import type { VirtualHandlers } from './process-operations.ts'
import { Socket } from './sockets.ts'
import type { World } from './world.ts'

/** Data directories and control paths, as the driver sees them. */
export function directoryOperations(world: World): VirtualHandlers {
  /** Whoever holds a lock for the driver, and where. */
  const held = new Map<string, string>()
  const watches = new Map<string, { attempts: number; absent: number; unanswered: number; look: () => void }>()
  return {
    'dir.lock': ({ dir }) => ok({ free: world.directory(dir).free }),
    'dir.files': ({ dir }) => {
      const { lockInode, files } = world.directory(dir)
      const pidfile = files.read(PIDFILE)
      return ok({
        ...(lockInode === undefined ? {} : { lock_inode: lockInode }),
        ...(pidfile === undefined ? {} : { pidfile: Buffer.from(pidfile).toString() }),
      })
    },
    'dir.hold': ({ dir, lock }) => {
      if (!world.directory(dir).lock(held))
        return refused('lock_held', 'expected a lock that is free', { holder_pid: 0 })
      held.set(lock, dir)
      return ok()
    },
    'dir.release': ({ lock }) => {
      const dir = held.get(lock)
      if (dir === undefined) return unknown('a lock that is held')
      world.directory(dir).unlock(held)
      return ok()
    },
    'dir.write_pidfile': ({ dir, text }) => {
      world.directory(dir).files.write(PIDFILE, Buffer.from(text))
      return ok()
    },
    'dir.read_journal': ({ dir }) => {
      const bytes = world.directory(dir).files.read(JOURNAL)
      return ok(bytes === undefined ? {} : { hex: hexOf(bytes) })
    },
    'dir.write_journal': ({ dir, hex }) => {
      world.directory(dir).files.write(JOURNAL, bytesOf(hex))
      return ok()
    },
    'dir.lose_unsynced': ({ dir }) => {
      world.directory(dir).files.loseUnsynced()
      return ok()
    },
    'control.connect': ({ dir, stream, uid }) => {
      const connected = world.directory(dir).connect(undefined)
      if (!(connected instanceof Socket)) return ok({ connected: false, why: connected })
      if (connected.peer !== undefined) connected.peer.peerUid = uid ?? DRIVER_UID
      world.streams.set(stream, connected)
      return ok({ connected: true })
    },
    'control.listen': ({ dir }) => {
      world.directory(dir).bind(undefined, 0o600)
      return ok()
    },
    'control.accept': ({ dir, stream }) => {
      const { path } = world.directory(dir)
      const accepted = path?.owner === undefined ? path?.accept() : undefined
      if (!(accepted instanceof Socket)) return ok({ accepted: false })
      world.streams.set(stream, accepted)
      return ok({ accepted: true })
    },
    'control.unlisten': ({ dir }) => {
      const { path } = world.directory(dir)
      if (path?.owner === undefined) path?.close()
      return ok()
    },
    'control.mode': ({ dir }) => {
      const { path } = world.directory(dir)
      return ok(path === undefined ? {} : { mode: path.mode })
    },
    'control.watch': ({ dir, watch }) => {
      const counts = { attempts: 0, absent: 0, unanswered: 0, look: (): void => {} }
      counts.look = () => {
        const { path } = world.directory(dir)
        counts.attempts += 1
        if (path === undefined) counts.absent += 1
        else if (path.closed) counts.unanswered += 1
      }
      watches.set(watch, counts)
      world.watches.add(counts.look)
      counts.look()
      return ok()
    },
    'control.watched': ({ watch }) => {
      const counts = watches.get(watch)
      if (counts === undefined) return unknown('a watch')
      counts.look()
      world.watches.delete(counts.look)
      const { attempts, absent, unanswered } = counts
      return ok({ attempts, absent, unanswered })
    },
  }
}

/** The user of the driver, and of all processes. */
const DRIVER_UID = 1_000
