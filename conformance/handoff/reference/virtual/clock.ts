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

  /** Does what is to be done now, timers that are due included. */
  settle(): void {
    for (let next = this.#due(this.now); next !== undefined; next = this.#due(this.now)) next()
  }

  /** Time passes; every timer on the way runs at its time, with all that follows at once. */
  advance(ms: number): void {
    this.settle()
    const end = this.now + ms
    for (let next = this.#due(end); next !== undefined; next = this.#due(end)) {
      next()
      this.settle()
    }
    this.now = end
  }

  /** The next task, or else the next timer up to `end`: it becomes that late. */
  #due(end: number): (() => void) | undefined {
    const task = this.#tasks.shift()
    if (task !== undefined) return task
    const [timer] = this.#timers
    if (timer === undefined || timer.at > end) return undefined
    this.#timers.shift()
    this.now = Math.max(this.now, timer.at)
    return timer.run
  }
}
