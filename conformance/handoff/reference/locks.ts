import type { Directory, Host } from './host.ts'
import type { Parts } from './parts.ts'

/** Why the lock was not taken, with the process id of the pidfile, 0 where it says nothing. */
export interface LockRefusal {
  readonly code: 'lock_held' | 'stale_lock_refused' | 'io'
  readonly holder_pid: number
}

/** The lock of a data directory and its pidfile (HOF-140 to HOF-145). */
export interface Locks {
  take(host: Host, directory: Directory): LockRefusal | undefined
  /** The same where the holder is thought to be dead: the lock decides, not the pidfile (HOF-143). */
  breakStale(host: Host, directory: Directory): LockRefusal | undefined
  drop(host: Host, directory: Directory): void
  /** What the pidfile says. */
  holder(directory: Directory): number
  writePidfile(host: Host, directory: Directory): void
  removePidfile(directory: Directory): void
}

/** Name of the pidfile in its folder. */
export const PIDFILE = '.handoff.pidfile'

export function createLocks(parts: Parts): Locks {
  return {
    take: (host, directory) => {
      if (!directory.lock()) return { code: 'lock_held', holder_pid: parts.locks.holder(directory) }
      try {
        parts.locks.writePidfile(host, directory)
      } catch {
        directory.unlock()
        return { code: 'io', holder_pid: 0 }
      }
      host.record({ event: 'lock_taken' })
      return undefined
    },
    breakStale: (host, directory) => {
      const refusal = parts.locks.take(host, directory)
      return refusal?.code === 'lock_held' ? { ...refusal, code: 'stale_lock_refused' } : refusal
    },
    drop: (host, directory) => {
      parts.locks.removePidfile(directory)
      directory.unlock()
      host.record({ event: 'lock_freed' })
    },
    holder: ({ files }) => {
      const text = Buffer.from(files.read(PIDFILE) ?? []).toString()
      const pid = /^[0-9]+\n?$/.test(text) ? Number(text) : 0
      return pid <= 0x7fffffff ? pid : 0
    },
    writePidfile: (host, { files }) => {
      const temporary = `${PIDFILE}.${host.pid}`
      files.write(temporary, Buffer.from(`${host.pid}\n`))
      files.sync(temporary)
      files.rename(temporary, PIDFILE)
      files.syncFolder()
    },
    removePidfile: ({ files }) => files.remove(PIDFILE),
  }
}
