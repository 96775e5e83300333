import type { Stream } from '../host.ts'
import type { Process } from './process.ts'

/** Bytes that a socket holds for a reader who does not read, as on Linux. */
const CAPACITY = 212_992

interface Pending {
  bytes: Uint8Array
  readonly then: (written: boolean) => void
}

/** One end of a connected pair of sockets. */
export class Socket implements Stream {
  peer: Socket | undefined
  closed = false
  peerUid: number | undefined
  #arrived: Uint8Array[] = []
  #held = 0
  #pending: Pending[] = []
  #readable: () => void = () => {}

  /** The driver's ends belong to no process. */
  constructor(public owner: Process | undefined) {
    owner?.sockets.add(this)
  }

  /** Two connected ends. */
  static pair(one: Process | undefined, other: Process | undefined): readonly [Socket, Socket] {
    const ends = [new Socket(one), new Socket(other)] as const
    ends[0].peer = ends[1]
    ends[1].peer = ends[0]
    ends[0].peerUid = other?.uid
    ends[1].peerUid = one?.uid
    return ends
  }

  onReadable(run: () => void): void {
    this.#readable = run
  }

  read(): Uint8Array | 'end' | undefined {
    if (this.#arrived.length > 0) {
      const bytes = Buffer.concat(this.#arrived)
      this.#arrived = []
      this.#held = 0
      this.peer?.flush((told) => this.peer?.owner?.post(told))
      return bytes
    }
    return this.closed || this.peer?.closed === true ? 'end' : undefined
  }

  send(bytes: Uint8Array, then: (written: boolean) => void): void {
    if (this.closed || this.peer === undefined || this.peer.closed) then(false)
    else {
      this.#pending.push({ bytes, then })
      this.flush((told) => told())
    }
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    this.#pending = []
    this.owner?.sockets.delete(this)
    this.peer?.peerClosed()
  }

  /** Writes what fits; `tell` says where the sender learns it. */
  flush(tell: (told: () => void) => void): void {
    const { peer } = this
    while (peer !== undefined && !this.closed && !peer.closed) {
      const [first] = this.#pending
      const room = CAPACITY - peer.#held
      if (first === undefined || room === 0) return
      const part = first.bytes.subarray(0, room)
      peer.#arrived.push(part)
      peer.#held += part.length
      peer.notify()
      if (part.length < first.bytes.length) {
        first.bytes = first.bytes.subarray(room)
        return
      }
      this.#pending.shift()
      tell(() => first.then(true))
    }
  }

  peerClosed(): void {
    const failed = this.#pending
    this.#pending = []
    this.owner?.post(() => {
      for (const { then } of failed) then(false)
    })
    this.notify()
  }

  notify(): void {
    this.owner?.post(() => {
      if (!this.closed) this.#readable()
    })
  }
}
