import type { Timer } from '../host.ts'

interface Entry {
  readonly at: number
  readonly order: number
  readonly run: () => void
}

/** Virtual time and what is to be done next: tasks of now in their order, then timers in the order of their times. */
export class Clock {
  /** Milliseconds since the beginning. */
  now = 0
  #order = 0
  #tasks: (() => void)[] = []
  #timers: Entry[] = []

  /** Runs behind everything that is to be done now. */
  post(task: () => void): void {
    this.#tasks.push(task)
  }

  after(ms: number, run: () => void): Timer {
    this.#order += 1
    const entry: Entry = { at: this.now + ms, order: this.#order, run }
    const at = this.#timers.findIndex((other) => other.at > entry.at)
    this.#timers.splice(at < 0 ? this.#timers.length : at, 0, entry)
    return {
      cancel: () => {
        const index = this.#timers.indexOf(entry)
        if (index >= 0) this.#timers.splice(index, 1)
      },
    }
  }

  /** Does what is to be done now. */
  settle(): void {
    for (let at = 0; at < this.#tasks.length; at += 1) this.#tasks[at]?.()
    this.#tasks = []
  }

  /** Time passes; every timer on the way runs at its time, with all that follows at once. */
  advance(ms: number): void {
    this.settle()
    const end = this.now + ms
    for (let next = this.#timers[0]; next !== undefined && next.at <= end; next = this.#timers[0]) {
      this.#timers.shift()
      this.now = Math.max(this.now, next.at)
      next.run()
      this.settle()
    }
    this.now = end
  }
}
