import type { JsonObject } from '../../../spec/json.ts'
import type { Exchange } from '../../kit/judging/monitor.ts'
import { type Change, changeOf } from './state-table.ts'

/** One call of a concurrent batch with its answer. */
export interface LaneCall {
  readonly lane: number
  readonly op: string
  readonly params: JsonObject
  readonly called: number
  readonly returned: number
  readonly ok: JsonObject | undefined
  readonly error: JsonObject | undefined
  readonly change: Change | undefined
}

/** The calls of a batch in the order in which they began; none where the exchange is no answered batch. */
export function laneCalls({ op, params, reply }: Exchange): readonly LaneCall[] {
  if (op !== 'batch.concurrent' || reply.ok === undefined) return []
  const lanes = params.lanes as { op: string; params: JsonObject }[][]
  const results = reply.ok.results as JsonObject[][]
  return lanes
    .flatMap((calls, lane) =>
      calls.flatMap((call, at): LaneCall[] => {
        const row = results[lane]?.[at]
        if (row === undefined) return []
        return [
          {
            lane,
            ...call,
            called: row.call_seq as number,
            returned: row.return_seq as number,
            ok: row.ok as JsonObject | undefined,
            error: row.error as JsonObject | undefined,
            change: changeOf(call.op, call.params),
          },
        ]
      }),
    )
    .sort((one, other) => one.called - other.called)
}

/** Reads that show a partition's epoch. */
export function readsEpoch({ op, ok }: LaneCall): boolean {
  return reading.has(op) && typeof ok?.epoch === 'string'
}

const reading: ReadonlySet<string> = new Set(['store.state', 'store.resolve', 'ctl.state', 'proxy.read'])
