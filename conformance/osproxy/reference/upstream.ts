import { upstreamFailed } from './failure.ts'
import type { Operation } from './operation.ts'
import type { Parts } from './parts.ts'

/** One write that a cluster applied. */
export interface Commit {
  readonly seq: number
  /** What the clock showed. */
  readonly at: bigint
  readonly writeId: string
  readonly partition: string
  readonly cluster: string
  readonly index: string
  readonly epoch: bigint
}

export type Outcome = 'commit' | 'timeout' | 'timeout_applied' | 'reset_applied' | 'reset_not_applied'

/** The upstream clusters, simulated: they apply what they receive at once, or hold it as long as the driver asks. */
export interface Upstream {
  receive(operation: Operation): void
  /** The next write with this id will be held. */
  hold(writeId: string): void
  /** Ends a held write; false if there is none. A write whose deadline has passed is not applied any more. */
  settle(writeId: string, outcome: Outcome): boolean
  /** Writes in flight whose deadline has passed end now, unanswered. */
  expire(): void
  apply(operation: Operation): void
  /** Applied writes with a number above `seq`. */
  log(seq: number): readonly Commit[]
}

export function createUpstream(parts: Parts): Upstream {
  const commits: Commit[] = []
  const toHold = new Set<string>()
  const held = new Map<string, Operation>()
  const acknowledge = (operation: Operation): void => {
    operation.end = { status: operation.action === 'delete' ? 200 : 201 }
  }
  return {
    receive: (operation) => {
      if (toHold.delete(operation.writeId)) held.set(operation.writeId, operation)
      else {
        parts.upstream.apply(operation)
        acknowledge(operation)
      }
    },
    hold: (writeId) => {
      toHold.add(writeId)
    },
    settle: (writeId, outcome) => {
      const operation = held.get(writeId)
      if (operation === undefined) return false
      held.delete(writeId)
      if (operation.end !== undefined) return true
      if (outcome === 'commit' || outcome === 'timeout_applied' || outcome === 'reset_applied') {
        parts.upstream.apply(operation)
      }
      if (outcome === 'commit') acknowledge(operation)
      else operation.end = upstreamFailed
      return true
    },
    expire: () => {
      for (const operation of held.values()) {
        if (operation.end === undefined && parts.dispatch.late(operation)) operation.end = upstreamFailed
      }
    },
    apply: ({ writeId, partition, route, sentTo }) => {
      if (partition === undefined || route === undefined || sentTo === undefined) return
      const seq = commits.length + 1
      commits.push({ seq, at: parts.clock.now(), writeId, partition, ...sentTo, epoch: route.epoch })
    },
    log: (seq) => commits.slice(seq),
  }
}
