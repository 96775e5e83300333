/** The steps of an exploration: state `s` has the edges `starts[s]` to `starts[s + 1]`; growing arrays, filled state by state. */
export class Graph {
  starts = new Int32Array(1 << 12)
  to = new Int32Array(1 << 14)
  /** What made the step: `event + events * choice`, where `choice` numbers a sequence of choices. */
  cause = new Int32Array(1 << 14)
  states = 0
  edges = 0

  constructor(readonly events: number) {}

  /** Begins the next state; its edges follow. */
  open(): void {
    if (this.states + 1 >= this.starts.length) this.starts = doubled(this.starts)
    this.starts[this.states++] = this.edges
    this.starts[this.states] = this.edges
  }

  /** Adds an edge of the open state; of several edges that an event's choices make to one state the first is kept. */
  add(to: number, cause: number): void {
    const last = this.edges - 1
    if (last >= this.first(this.states - 1) && this.to[last] === to && this.event(last) === cause % this.events) return
    if (this.edges === this.to.length) {
      this.to = doubled(this.to)
      this.cause = doubled(this.cause)
    }
    this.to[this.edges] = to
    this.cause[this.edges++] = cause
    this.starts[this.states] = this.edges
  }

  first(state: number): number {
    return this.starts[state] as number
  }

  end(state: number): number {
    return this.starts[state + 1] as number
  }

  target(edge: number): number {
    return this.to[edge] as number
  }

  event(edge: number): number {
    return (this.cause[edge] as number) % this.events
  }
}

export function doubled(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(numbers.length * 2)
  grown.set(numbers)
  return grown
}
