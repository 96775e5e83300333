import type { Call, Implementation, Reply } from '../../../spec/adapter.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Adapter, AdapterSource } from './adapter.ts'
import { readAnswer, requestLine } from './envelope.ts'
import { IutStopped } from './fault.ts'
import { unreadable } from './processor-meter.ts'
import { type Ended, Watch } from './watch.ts'

export interface InProcessOptions {
  /** Passes every call and reply through JSON and the checks of the envelope, as a process would see them. */
  readonly wire?: boolean
  /** Bound of the wait for an asynchronous reply. A call that answers at once is not timed: a loop in it hangs the kit too. */
  readonly timeout_ms?: number
}

/** A correct implementation in process answers in microseconds; half a minute says that it never will. */
const patience_ms = 30_000

/** Adapters that are objects of this process; each `open` creates one. What they throw is their crash. */
export function inProcessSource(
  name: string,
  create: () => Implementation,
  options: InProcessOptions = {},
): AdapterSource {
  return {
    name,
    ...(options.wire === true ? {} : { inProcess: true }),
    open: async () => {
      const implementation = create()
      return new InProcessAdapter(
        name,
        options.wire === true ? new OverTheWire(implementation) : implementation,
        options.timeout_ms ?? patience_ms,
      )
    },
  }
}

class InProcessAdapter implements Adapter {
  readonly name: string
  readonly #implementation: Implementation
  readonly #timeout_ms: number
  #failure: Error | undefined

  constructor(name: string, implementation: Implementation, timeout_ms: number) {
    this.name = name
    this.#implementation = implementation
    this.#timeout_ms = timeout_ms
  }

  request(op: string, params: JsonObject): Reply | Promise<Reply> {
    if (this.#failure !== undefined) throw this.#failure
    let reply: Reply | Promise<Reply>
    try {
      reply = this.#implementation.request(op, params)
    } catch (error) {
      throw this.#crash(op, error)
    }
    return reply instanceof Promise ? this.#bounded(op, reply) : reply
  }

  async burst(calls: readonly Call[]): Promise<readonly Reply[]> {
    const replies: Reply[] = []
    for (const { op, params } of calls) {
      try {
        const reply = this.request(op, params)
        replies.push(reply instanceof Promise ? await reply : reply)
      } catch (error) {
        if (error instanceof IutStopped) throw new IutStopped(error.stop, replies)
        throw error
      }
    }
    return replies
  }

  stderr(): string {
    return ''
  }

  async close(): Promise<void> {
    if (this.#failure !== undefined) return
    try {
      const reply = this.request('bye', {})
      if (reply instanceof Promise) await reply
    } catch {
      // As with a process, nothing is left to harm.
    }
    this.#failure = new CutoverError('CUT-ADAPTER-CLOSED', `${this.name}: expected no call after close`)
  }

  async #bounded(op: string, reply: Promise<Reply>): Promise<Reply> {
    let watch: Watch | undefined
    const ended = new Promise<Ended>((resolve) => {
      watch = new Watch(unreadable, resolve)
      watch.await(this.#timeout_ms)
    })
    let first: Reply | Ended
    try {
      first = await Promise.race([reply, ended])
    } catch (error) {
      throw this.#crash(op, error)
    } finally {
      watch?.stop()
    }
    if (!('how' in first)) return first
    const { how, bound_ms, busy } = first
    this.#failure = new IutStopped({ kind: how, bound_ms, busy, op, stderr: '' })
    throw this.#failure
  }

  /** The envelope's own refusals are what they are; anything else that was thrown is a crash. */
  #crash(op: string, error: unknown): Error {
    const ofEnvelope = error instanceof CutoverError && error.code.startsWith('CUT-ADAPTER-')
    this.#failure = ofEnvelope ? error : new IutStopped({ kind: 'crash', cause: error, op, stderr: '' })
    return this.#failure
  }
}

/** An implementation behind lines of JSON. */
class OverTheWire implements Implementation {
  readonly #implementation: Implementation
  #id = 0

  constructor(implementation: Implementation) {
    this.#implementation = implementation
  }

  request(op: string, params: JsonObject): Reply | Promise<Reply> {
    this.#id += 1
    const id = this.#id
    const sent: Call = JSON.parse(requestLine(id, { op, params }))
    const reply = this.#implementation.request(sent.op, sent.params)
    return reply instanceof Promise ? reply.then((late) => received(id, late)) : received(id, reply)
  }
}

function received(id: number, reply: Reply): Reply {
  return readAnswer(JSON.stringify({ id, ...reply })).reply
}
