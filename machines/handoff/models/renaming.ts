import { decodeFrame, encodeFrame } from '../../../spec/handoff/codec.ts'
import type { Message } from '../../../spec/handoff/messages.types.ts'
import { idOf } from './wire.ts'

/** The process id that a model's frames give to every child. */
export const childPid = 4242

/**
 * A supervisor invents the ids of its handoffs and the operating system those of its children. A model knows neither: in its
 * frames the id of the first handoff is `idOf(1)`, that of the second `idOf(2)`, and a child is `childPid`, one more where another process pretends to
 * be it. This turns bytes of the model into bytes for the implementation and back.
 */
export class Renaming {
  /** Numbers of handoffs by their real ids. */
  readonly #numbers = new Map<string, number>()
  #handoffs = 0
  #pid = childPid

  /** A handoff begins: the next id that was not seen before is its. */
  begin(): void {
    this.#handoffs++
  }

  /** The child that was spawned last. */
  child(pid: number): void {
    this.#pid = pid
  }

  /** Hex from the implementation, as the model knows it. */
  heard(hex: string): string {
    return this.#frames(hex, (message) => {
      if ('handoff_id' in message) this.#learn(message.handoff_id)
      return this.#withPid(
        this.#withId(message, (id) => this.#known(id)),
        childPid - this.#pid,
      )
    })
  }

  /** Hex of the model, as the implementation must see it. */
  said(hex: string): string {
    return this.#frames(hex, (message) =>
      this.#withPid(
        this.#withId(message, (id) => this.#real(id)),
        this.#pid - childPid,
      ),
    )
  }

  /** An id that an answer names, as the model knows it. */
  id(real: string): string {
    this.#learn(real)
    return this.#known(real)
  }

  /** A process id that an answer names, as the model knows it. */
  pid(real: number): number {
    return childPid + (real - this.#pid)
  }

  #learn(id: string): void {
    if (!this.#numbers.has(id)) this.#numbers.set(id, this.#handoffs)
  }

  #known(real: string): string {
    return idOf(this.#numbers.get(real) ?? 0)
  }

  #real(known: string): string {
    return [...this.#numbers].findLast(([, number]) => idOf(number) === known)?.[0] ?? known
  }

  #withId(message: Message, rename: (id: string) => string): Message {
    return 'handoff_id' in message ? { ...message, handoff_id: rename(message.handoff_id) } : message
  }

  #withPid(message: Message, offset: number): Message {
    if (message.type === 'PrepareHandoff') return { ...message, successor_pid: moved(message.successor_pid, offset) }
    if (message.type !== 'Hello' || message.role !== 'Successor') return message
    return { ...message, pid: moved(message.pid, offset) }
  }

  /** Every whole frame rewritten; what is none stays as it is, and so does all behind it. */
  #frames(hex: string, rewrite: (message: Message) => Message): string {
    let rest = Buffer.from(hex, 'hex')
    let renamed = ''
    while (rest.length > 0) {
      const { message, version, consumed } = decodeFrame(rest) as {
        message?: Message
        version: number
        consumed: number
      }
      if (message === undefined) break
      renamed += Buffer.from(encodeFrame(rewrite(message), version).frame ?? []).toString('hex')
      rest = rest.subarray(consumed)
    }
    return renamed + rest.toString('hex')
  }
}

function moved(pid: number, offset: number): number {
  return Math.max(0, pid + offset)
}
