/** Lets at most so many pieces of work go on at once; the others wait for their turn in the order in which they came. */
export class Bound {
  #free: number
  readonly #queue: (() => void)[] = []

  /** `most` pieces of work at once, at least 1. */
  constructor(most: number) {
    this.#free = most
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((turn) => this.#queue.push(turn))
    try {
      return await work()
    } finally {
      const next = this.#queue.shift()
      if (next === undefined) this.#free++
      else next()
    }
  }
}
