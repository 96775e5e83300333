import type { JsonObject } from '../../../spec/json.ts'
import type { Exchange } from '../../kit/judging/monitor.ts'
import { laneCalls } from './lanes.ts'

/** The injected clock as its own calls tell it, and elapsed time, which never goes back. Nanoseconds. */
export class Time {
  now = 0n
  elapsed = 0n
  /** Whether the clock was ever stepped back. */
  rewound = false

  see(exchange: Exchange): void {
    const { op, params, reply } = exchange
    if (reply.ok === undefined) return
    for (const call of laneCalls(exchange)) if (call.ok !== undefined) this.#move(call.op, call.params)
    this.#move(op, params)
  }

  #move(op: string, params: JsonObject): void {
    if (op === 'clock.advance') {
      const ns = BigInt(params.ns as string)
      this.now += ns
      this.elapsed += ns
    } else if (op === 'clock.rewind') {
      const ns = BigInt(params.ns as string)
      this.now = ns > this.now ? 0n : this.now - ns
      this.rewound = true
    }
  }
}
