import type { Exchange } from '../../kit/judging/monitor.ts'
import { type LaneCall, laneCalls } from './lanes.ts'

/** What the injected clock can have shown while a call of a concurrent batch was under way. Nanoseconds. */
export interface TimedCall extends LaneCall {
  readonly earliest: bigint
  readonly latest: bigint
}

/** The calls of a batch that began when the clock showed `start`. Only advances within the batch move it. */
export function timedCalls(exchange: Exchange, start: bigint): readonly TimedCall[] {
  const calls = laneCalls(exchange)
  const advances = calls.filter(({ op, ok }) => op === 'clock.advance' && ok !== undefined)
  const after = (moved: (advance: LaneCall) => boolean): bigint =>
    advances.filter(moved).reduce((at, { params }) => at + BigInt(params.ns as string), start)
  return calls.map((call) => ({
    ...call,
    earliest: after(({ returned }) => returned < call.called),
    latest: after(({ called }) => called < call.returned),
  }))
}
