import type { Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Parts } from './parts.ts'
import { backendFailure } from './refusal.ts'
import { isSteps, type Steps } from './steps.ts'

interface Waiting {
  readonly steps: Steps<Reply>
  readonly resolve: (reply: Reply) => void
}

/** The calls of one case. A call runs to its end at once, unless it is blocked: then others go first. */
export class CaseCalls {
  readonly #parts: Parts
  #waiting: readonly Waiting[] = []

  constructor(parts: Parts) {
    this.#parts = parts
  }

  request(op: string, params: JsonObject): Reply | Promise<Reply> {
    const started = this.#parts.operations.start(op, params)
    if (!isSteps(started)) return this.#parts.answers.deliver(started)
    const reply = advance(started)
    if (this.#waiting.length > 0) this.#wake()
    if (reply !== undefined) return this.#parts.answers.deliver(reply)
    return new Promise((resolve) => {
      this.#waiting = [...this.#waiting, { steps: started, resolve }]
    })
  }

  /** Ends the case: what still waits is answered, since nothing will come to let it go on. */
  close(): void {
    const refusal = backendFailure('store stopped', true, { definite: false })
    for (const { resolve } of this.#waiting) resolve(this.#parts.answers.refused(refusal, false))
    this.#waiting = []
  }

  /** Blocked calls take their chance after every other call, in the order in which they came, until none gets further. */
  #wake(): void {
    for (let before = -1; before !== this.#waiting.length; ) {
      before = this.#waiting.length
      const still: Waiting[] = []
      for (const waiting of this.#waiting) {
        const reply = advance(waiting.steps)
        if (reply === undefined) still.push(waiting)
        else waiting.resolve(reply)
      }
      this.#waiting = still
    }
  }
}

/** Runs steps until the end or until they are blocked; undefined then. */
function advance(steps: Steps<Reply>): Reply | undefined {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    if (step.value === 'blocked') return undefined
  }
}
