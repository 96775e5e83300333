import { closeSync, openSync, renameSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { dirname } from 'node:path'
import type { BindFailure, ControlPath } from '../host.ts'
import { SocketStream } from './socket-stream.ts'

/** Bytes that the address of a Unix socket holds, without the one that ends it. */
const LONGEST = 107

let bound = 0

/** A control path that this process listens on. */
export class BoundPath implements ControlPath {
  readonly #waiting: SocketStream[] = []
  #connection: () => void = () => {}

  private constructor(
    readonly path: string,
    readonly server: Server,
    readonly inode: number,
  ) {}

  /**
   * Binds in place of what is there, under another name that is then renamed: the path is never absent (HOF-154). The other
   * name is short whatever the path is, since it goes over a descriptor of the folder.
   */
  static bind(path: string, mode: number, then: (bound: BoundPath | BindFailure) => void): void {
    if (Buffer.byteLength(path) > LONGEST) then('path_too_long')
    else BoundPath.#bind(path, mode, then)
  }

  static #bind(path: string, mode: number, then: (bound: BoundPath | BindFailure) => void): void {
    const folder = openSync(dirname(path), 'r')
    bound += 1
    const other = `/proc/self/fd/${folder}/.${process.pid}.${bound}`
    let made: BoundPath | undefined
    const server = createServer((socket) => {
      if (made === undefined) socket.destroy()
      else made.#arrived(new SocketStream(socket))
    })
    server.once('error', () => {
      closeSync(folder)
      if (made === undefined) then('io')
    })
    const mask = process.umask(0o777 & ~mode)
    server.listen(other, () => {
      made = new BoundPath(path, server, statSync(other).ino)
      renameSync(other, path)
      closeSync(folder)
      then(made)
    })
    process.umask(mask)
  }

  #arrived(stream: SocketStream): void {
    this.#waiting.push(stream)
    this.#connection()
  }

  onConnection(run: () => void): void {
    this.#connection = run
  }

  accept(): SocketStream | undefined {
    return this.#waiting.shift()
  }

  reachable(): boolean {
    try {
      return this.server.listening && statSync(this.path).ino === this.inode
    } catch {
      return false
    }
  }

  close(): void {
    this.server.close()
    for (const stream of this.#waiting.splice(0)) stream.close()
  }
}
