import type { Call, Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Parts } from './parts.ts'
import { isSteps, type Steps } from './steps.ts'

/** One call of a lane: when it began and returned, by one counter, and its answer. */
export interface LaneCall {
  readonly call_seq: number
  readonly return_seq: number
  readonly reply: Reply
}

export type History = readonly (readonly LaneCall[])[]

/** Lanes of calls whose steps interleave. The schedule is drawn at random from a seed that every case starts with anew. */
export interface Lanes {
  run(lanes: readonly (readonly Call[])[], repeat: number): Steps<Reply>
  /** Which of `count` lanes takes the next step. */
  pick(count: number): number
}

interface Lane {
  readonly calls: readonly Call[]
  readonly done: LaneCall[]
  steps: Reply | Steps<Reply> | undefined
  calledAt: number
}

const seed = 0x2545f491

export function createLanes(parts: Parts): Lanes {
  let random = seed
  return {
    *run(calls, repeat) {
      for (let rounds = 1; ; rounds++) {
        const history = yield* round(parts, calls)
        if (rounds === repeat || epochDecreased(calls, history)) return { ok: { rounds, results: history.map(rows) } }
      }
    },
    pick: (count) => {
      random ^= random << 13
      random ^= random >>> 17
      random ^= random << 5
      return (random >>> 0) % count
    },
  }
}

/** Runs every lane to its end. A lane that is blocked waits until another one has taken a step. */
function* round(parts: Parts, calls: readonly (readonly Call[])[]): Steps<History> {
  const lanes = calls.map((lane): Lane => ({ calls: lane, done: [], steps: undefined, calledAt: 0 }))
  let ready = lanes.filter(({ calls: own }) => own.length > 0)
  let blocked: Lane[] = []
  let sequence = 0
  while (ready.length > 0 || blocked.length > 0) {
    if (ready.length === 0) {
      yield 'blocked'
      ready = blocked
      blocked = []
      continue
    }
    const at = parts.lanes.pick(ready.length)
    const lane = ready[at] as Lane
    if (lane.steps === undefined) {
      const { op, params } = lane.calls[lane.done.length] as Call
      lane.calledAt = sequence++
      lane.steps = parts.operations.start(op, params)
      continue
    }
    const step = isSteps(lane.steps) ? lane.steps.next() : { done: true as const, value: lane.steps }
    if (step.done !== true && step.value === 'blocked') {
      ready.splice(at, 1)
      blocked.push(lane)
      continue
    }
    if (step.done === true) {
      lane.done.push({ call_seq: lane.calledAt, return_seq: sequence++, reply: step.value })
      lane.steps = undefined
      if (lane.done.length === lane.calls.length) ready.splice(at, 1)
    }
    ready.push(...blocked)
    blocked = []
  }
  return lanes.map(({ done }) => done)
}

function rows(lane: readonly LaneCall[]): JsonObject[] {
  return lane.map(({ call_seq, return_seq, reply }): JsonObject => {
    if (reply.ok !== undefined) return { call_seq, return_seq, ok: reply.ok }
    return { call_seq, return_seq, error: (reply.error ?? { code: 'unsupported_op' }) as JsonObject }
  })
}

/** Whether a read that began after another one of the same partition had ended saw a smaller epoch (OSP-051). */
export function epochDecreased(calls: readonly (readonly Call[])[], history: History): boolean {
  const reads = history.flatMap((lane, at) => lane.flatMap((done, k) => readOf(calls[at]?.[k], done)))
  const byCall = [...reads].sort((a, b) => a.called - b.called)
  const byReturn = [...reads].sort((a, b) => a.returned - b.returned)
  const floors = new Map<string, bigint>()
  let ended = 0
  for (const { called, partition, epoch } of byCall) {
    for (let read = byReturn[ended]; read !== undefined && read.returned < called; read = byReturn[++ended]) {
      const floor = floors.get(read.partition)
      if (floor === undefined || read.epoch > floor) floors.set(read.partition, read.epoch)
    }
    if (epoch < (floors.get(partition) ?? 0n)) return true
  }
  return false
}

const reading = new Set(['store.state', 'store.resolve', 'ctl.state', 'proxy.read'])

function readOf(call: Call | undefined, { call_seq, return_seq, reply }: LaneCall) {
  const epoch = reply.ok?.epoch
  const partition = call?.params.partition
  if (call === undefined || !reading.has(call.op) || typeof epoch !== 'string' || typeof partition !== 'string')
    return []
  return [{ called: call_seq, returned: return_seq, partition, epoch: BigInt(epoch) }]
}
