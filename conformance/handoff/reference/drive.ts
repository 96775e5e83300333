import type { Call, Reply } from '../../../spec/adapter.ts'
import type { FrameReader } from '../../../spec/handoff/frame-reader.ts'
import { FrameReader as Reader } from '../../../spec/handoff/frame-reader.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { bytesOf } from './codec.ts'
import { createReference } from './reference.ts'

/** A case on a fresh reference in virtual time, for a test. */
export class Drive {
  readonly #implementation = createReference()
  readonly #readers = new Map<string, FrameReader>()

  constructor(configuration: JsonObject = {}) {
    this.ok({ op: 'reset', params: configuration })
  }

  /** Calls an operation. */
  ask({ op, params }: Call): Reply {
    const reply = this.#implementation.request(op, params)
    if (reply instanceof Promise) throw new Error(`${op}: expected an answer at once, got a promise`)
    return reply
  }

  /** What a call answered that must succeed. */
  ok(call: Call): JsonObject {
    const reply = this.ask(call)
    if (reply.ok === undefined) throw new Error(`${call.op}: expected ok, got ${JSON.stringify(reply)}`)
    return reply.ok
  }

  /** Each in turn. */
  all(...calls: readonly Call[]): void {
    for (const call of calls) this.ok(call)
  }

  /** The messages that a stream of the driver got since it was last asked; `closed` as the last where the peer is gone. */
  got(stream: string): readonly (JsonObject | 'closed')[] {
    const { hex, closed } = this.ok({ op: 'stream.receive', params: { stream } })
    const reader = this.#readers.get(stream) ?? new Reader()
    this.#readers.set(stream, reader)
    const messages = reader.push(bytesOf(String(hex))).map((event) => {
      if (event.kind === 'error') throw new Error(`${stream}: expected frames, got ${event.error.message}`)
      return event.message as unknown as JsonObject
    })
    return closed === true ? [...messages, 'closed'] : messages
  }

  /** Their types. */
  types(stream: string): readonly string[] {
    return this.got(stream).map((message) => (message === 'closed' ? message : String(message.type)))
  }
}
