import { decodeFrame } from '../../../spec/handoff/codec.ts'
import type { Message } from '../../../spec/handoff/messages.types.ts'
import type { Exchange } from '../../kit/judging/monitor.ts'
import { bytesOf } from './hex.ts'

/** One frame that the driver sent or received. */
export interface Overheard {
  readonly by: 'driver' | 'implementation'
  readonly stream: string
  /** Version in the header. */
  readonly version: number
  readonly message: Message
}

/** Everything said on the streams of one case, frame by frame. It knows nothing of who may say what. */
export class Wiretap {
  /** Bytes of each direction of each stream that are no whole frame yet. */
  readonly #rest = new Map<string, Uint8Array>()
  /** Streams whose bytes are no frames any more. */
  readonly torn = new Set<string>()

  /** The frames that an exchange completes. */
  hear({ op, params, reply }: Exchange): Overheard[] {
    const stream = String(params.stream)
    if (op === 'stream.send' && reply.ok !== undefined) return this.#frames('driver', stream, String(params.hex))
    if (op === 'stream.receive' && reply.ok !== undefined)
      return this.#frames('implementation', stream, String(reply.ok.hex))
    return []
  }

  /** Bytes that the implementation has sent and that are no whole frame. */
  pending(stream: string): number {
    return this.#rest.get(`implementation ${stream}`)?.length ?? 0
  }

  #frames(by: Overheard['by'], stream: string, hex: string): Overheard[] {
    const key = `${by} ${stream}`
    let rest: Uint8Array = Buffer.concat([this.#rest.get(key) ?? new Uint8Array(), bytesOf(hex)])
    const found: Overheard[] = []
    while (!this.torn.has(key)) {
      const { message, version, consumed, error } = { ...none, ...decodeFrame(rest) }
      if (message === undefined) {
        if (error?.code !== 'io') this.torn.add(key)
        break
      }
      found.push({ by, stream, version, message })
      rest = rest.subarray(consumed)
    }
    this.#rest.set(key, rest)
    return found
  }
}

const none = { message: undefined, version: 0, consumed: 0, error: undefined }
