import type { Exchange } from '../../kit/judging/monitor.ts'

/** The injected clock as its own calls tell it, and elapsed time, which never goes back. Nanoseconds. */
export class Time {
  now = 0n
  elapsed = 0n
  /** Whether the clock was ever stepped back. */
  rewound = false

  see({ op, params, reply }: Exchange): void {
    if (reply.ok === undefined) return
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
