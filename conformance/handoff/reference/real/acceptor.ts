import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('./acceptor.py', import.meta.url))

/** Accepts connections of clients where the process has listeners: it can stop, and begin again, without giving them away. */
export class Acceptor {
  #running: ChildProcess | undefined

  /** `daemon` is the Unix socket to which connections are carried. */
  constructor(readonly daemon: string) {}

  start(listeners: readonly number[]): void {
    if (this.#running !== undefined || listeners.length === 0) return
    const numbers = listeners.map((_, index) => String(3 + index))
    const stdio = ['pipe' as const, 'ignore' as const, 'ignore' as const, ...listeners]
    this.#running = spawn('python3', [program, this.daemon, ...numbers], { stdio })
    this.#running.on('error', () => {})
    this.#running.stdin?.on('error', () => {})
    // Connections that are open end by themselves.
    this.#running.unref()
  }

  stop(): void {
    this.#running?.stdin?.end()
    this.#running = undefined
  }
}
