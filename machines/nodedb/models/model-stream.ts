import type { Role } from '../../model/world.ts'
import type { NeedContext, NeedPayload } from '../charts/need.ts'
import type { ReceiverContext, ReceiverPayload } from '../charts/receiver.ts'

export interface ModelStream {
  readonly peer: string
  readonly collection: string
  readonly receiver: Role<ReceiverContext, ReceiverPayload>
  readonly need: Role<NeedContext, NeedPayload>
  /** The lowest id whose effect the documents have; whether the durable store was reported, and reported damaged. */
  readonly ghost: { since: number; started: number; lost: number }
}

/** What has happened since the start: nothing, no delta and no snapshot, or one of those. */
export const since = { nothing: 0, otherEvents: 1, delivery: 2 } as const
