import type { Socket } from 'node:net'
import type { Stream } from '../host.ts'

/** A connected socket of this process. */
export class SocketStream implements Stream {
  readonly socket: Socket
  #ended = false
  #readable: () => void = () => {}

  constructor(socket: Socket) {
    this.socket = socket
    const tell = (): void => this.#readable()
    const end = (): void => {
      this.#ended = true
      tell()
    }
    socket.on('readable', tell)
    socket.on('end', end)
    socket.on('close', end)
    // A broken pipe and a reset are the loss of the peer, which `end` tells.
    socket.on('error', end)
  }

  onReadable(run: () => void): void {
    this.#readable = run
  }

  read(): Uint8Array | 'end' | undefined {
    const bytes: Buffer | null = this.socket.read()
    if (bytes !== null) return bytes
    return this.#ended ? 'end' : undefined
  }

  send(bytes: Uint8Array, then: (written: boolean) => void): void {
    if (this.socket.destroyed || !this.socket.writable) then(false)
    else this.socket.write(bytes, (error) => then(error === null || error === undefined))
  }

  close(): void {
    // What was written is still sent.
    if (this.socket.writableLength > 0) this.socket.destroySoon()
    else this.socket.destroy()
  }
}
