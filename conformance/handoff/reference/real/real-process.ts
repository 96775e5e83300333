import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import type { Reply } from '../../../../spec/adapter.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { nothing, type Remains } from '../after-death.ts'
import { sendJsonLine } from './json-lines.ts'

/** A process that has connected to its driver. */
export class RealProcess {
  /** Undefined where it lives or was killed. */
  code: number | undefined
  /** What is known of it when it has ended. */
  remains: Remains = nothing
  #id = 0
  readonly #pending = new Map<number, (reply: Reply | undefined) => void>()

  constructor(
    readonly name: string,
    readonly pid: number,
    readonly socket: Socket,
    /** Ports of the listeners that were opened for it, in their order. */
    readonly ports: readonly number[],
  ) {
    socket.on('close', () => {
      for (const tell of this.#pending.values()) tell(undefined)
      this.#pending.clear()
    })
    socket.on('error', () => {})
  }

  get alive(): boolean {
    return isAlive(this.pid)
  }

  /** Its answer; undefined where it ends without one. */
  request(op: string, params: JsonObject): Promise<Reply | undefined> {
    this.#id += 1
    const id = this.#id
    return new Promise((tell) => {
      if (this.socket.destroyed || this.code !== undefined) return tell(undefined)
      this.#pending.set(id, tell)
      sendJsonLine(this.socket, { id, op, params })
    })
  }

  answered({ id, ...reply }: JsonObject): void {
    this.#pending.get(Number(id))?.(reply as unknown as Reply)
    this.#pending.delete(Number(id))
  }
}

/** Whether a process runs: one that only waits to be reaped does not. */
export function isAlive(pid: number): boolean {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')
    return !/^[ZX]/.test(state)
  } catch {
    return false
  }
}
