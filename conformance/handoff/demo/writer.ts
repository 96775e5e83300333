import { say } from '../reference/real/say.ts'

/** How one try to write ended: `refused` where nobody listened, `cut` where the connection ended without an answer. */
export type End = 'acknowledged' | 'not acknowledged' | 'refused' | 'cut'

/** One try to write over a connection of its own. Times are milliseconds of `performance.now()`. */
export interface Try {
  readonly key: string
  readonly began: number
  readonly ended: number
  readonly end: End
}

/** Clients of a key-value server on the loopback interface, each of which writes key after key until it is stopped. */
export class Writers {
  readonly tries: Try[] = []
  readonly #awaited: { readonly count: number; readonly reached: () => void }[] = []
  #acknowledged = 0
  #stopped = false
  readonly #done: Promise<unknown>

  constructor(
    readonly port: number,
    clients: number,
  ) {
    this.#done = Promise.all(Array.from({ length: clients }, (_, index) => this.#write(index)))
  }

  get acknowledged(): readonly string[] {
    return this.tries.filter(({ end }) => end === 'acknowledged').map(({ key }) => key)
  }

  /** So many more writes are acknowledged. */
  acknowledge(count: number): Promise<void> {
    return new Promise((reached) => this.#awaited.push({ count: this.#acknowledged + count, reached }))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#done
  }

  /** A key is tried until it is acknowledged. */
  async #write(client: number): Promise<void> {
    for (let number = 0; !this.#stopped; ) {
      const key = `${client}-${number}`
      const began = performance.now()
      const answer = await say(this.port, `SET ${key} ${number}`)
      const end = answer === 'OK' ? 'acknowledged' : answer === 'NO' ? 'not acknowledged' : answer
      this.tries.push({ key, began, ended: performance.now(), end: end as End })
      if (end !== 'acknowledged') continue
      number += 1
      this.#acknowledged += 1
      for (const { count, reached } of this.#awaited) if (this.#acknowledged >= count) reached()
    }
  }
}
