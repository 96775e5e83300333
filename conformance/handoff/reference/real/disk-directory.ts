import { mkdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Directory } from '../host.ts'
import { BoundPath } from './bound-path.ts'
import { diskFiles } from './disk-files.ts'
import { flock } from './flock.ts'
import { SocketStream } from './socket-stream.ts'

/** Names in a data directory. */
export const LOCK = '.handoff.lock'
export const CONTROL = 'control'

/** A data directory on disk. */
export function diskDirectory(root: string, name: string): Directory {
  const folder = join(root, name)
  mkdirSync(folder, { recursive: true })
  let free: (() => void) | undefined
  return {
    name,
    files: diskFiles(folder),
    lock: () => {
      free = flock(join(folder, LOCK))
      return free !== undefined
    },
    unlock: () => {
      free?.()
      free = undefined
    },
    bind: (mode, then) => BoundPath.bind(join(folder, CONTROL), mode, then),
    connect: (then) => {
      const socket = connect(join(folder, CONTROL))
      socket.once('error', () => then(undefined))
      socket.once('connect', () => {
        socket.removeAllListeners('error')
        then(new SocketStream(socket))
      })
    },
  }
}
