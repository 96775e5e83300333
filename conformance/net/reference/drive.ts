import type { Call, Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { decodeMessage } from '../../../spec/net/codec.ts'
import type { Message } from '../../../spec/net/messages.types.ts'
import { bytesOf } from './codec.ts'
import { createReference } from './reference.ts'

/** A case on a fresh reference, for a test. */
export class Drive {
  readonly #implementation = createReference()

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

  /** Why a call was refused. */
  code(call: Call): string | undefined {
    return this.ask(call).error?.code
  }

  /** What a call of the runtime came to that has ended. */
  result(call: Call): JsonObject {
    const { token } = this.ok(call)
    return this.ok({ op: 'op.result', params: { token: token as number } })
  }

  /** The messages that a call made a node send: receiver, and the message. */
  sent(call: Call): readonly (readonly [string, Message])[] {
    const { out } = this.ok(call) as unknown as { out: readonly { to: string; bytes: string }[] }
    return out.map(({ to, bytes }) => [to, read(bytes)] as const)
  }

  /** The same with types instead of messages. */
  types(call: Call): readonly (readonly [string, string])[] {
    return this.sent(call).map(([to, { type }]) => [to, type] as const)
  }

  /** Types of what was sent on the mesh, from one node to another, since it was last asked for. */
  datagrams(): readonly (readonly [string, string, string])[] {
    const { datagrams } = this.ok({ op: 'link.datagrams', params: {} }) as unknown as {
      datagrams: readonly { from: string; to: string; bytes: string }[]
    }
    return datagrams.map(({ from, to, bytes }) => [from, to, read(bytes).type] as const)
  }
}

function read(bytes: string): Message {
  const { message } = decodeMessage(bytesOf(bytes))
  if (message === undefined) throw new Error(`expected a message, got ${bytes}`)
  return message
}
