// Generated from urn:cutover:osproxy:adapter by `npm run types`. Do not edit.

import type { Json } from '../json.ts'
import type { Epoch, Id, Nanos, PartitionState, PhaseLabel, Placement, Resolved, Snapshot, WriteAdmission } from './messages.types.ts'

export type Empty = Readonly<Record<string, never>>

export type { Id }

/** A proxy instance or a controller, counted from 0. */
export type Index = number

/** Store reads made for this request; 0 where none was needed. */
export type Attempts = number

/** Backoff waits of this request in order, in nanoseconds. They do not move the virtual clock. */
export type Waits = readonly Nanos[]

export type Target = { readonly cluster: Id; readonly index: Id }

export type Partition = { readonly partition: Id }

export type StoreChange = { readonly partition: Id; readonly expect_epoch?: Epoch }

export type ControllerChange = { readonly partition: Id; readonly controller?: Index }

export type Begin = { readonly partition: Id; readonly to: Placement; readonly expect_epoch?: Epoch }

export type ControllerBegin = { readonly partition: Id; readonly to: Placement; readonly controller?: Index }

export type Changed = { readonly epoch: Epoch }

export type WriteItem = { readonly write_id: Id; readonly partition?: Id; readonly doc_id: Id; readonly action: "index" | "create" | "delete" }

export type ReadItem = { readonly partition?: Id; readonly doc_id: Id }

export type WriteDone = { readonly http_status: number; readonly code?: string; readonly retryable?: boolean; readonly target?: Target; readonly epoch?: Epoch; readonly op_id?: string; readonly attempts: Attempts; readonly waits_ns: Waits }

/** Exactly one of: done (final answer), paused (stopped where stop_at asked), held (sent to an upstream that holds it; fetch the end with proxy.result after upstream.settle). */
export type WriteProgress = { readonly done: WriteDone } | { readonly paused: "resolved" | "gated"; readonly target: Target; readonly epoch: Epoch; readonly phase: PhaseLabel } | { readonly held: { readonly target: Target; readonly epoch: Epoch } }

export type BulkItemDone = { readonly write_id: Id; readonly status: number; readonly code?: string; readonly retryable?: boolean }

/** done: answers in request order. paused: prepared (stamped, not gated) or gated (gated, nothing sent). held: at least one item is held upstream. */
export type BulkProgress = { readonly done: { readonly http_status: number; readonly errors: boolean; readonly items: readonly BulkItemDone[] } } | { readonly paused: "prepared" | "gated" } | { readonly held: readonly Id[] }

export type ReadDone = { readonly target: Target; readonly epoch: Epoch; readonly phase: PhaseLabel; readonly attempts: Attempts; readonly waits_ns: Waits }

export type MultiRead = { readonly instance: Index; readonly items: readonly ReadItem[] }

export type MultiReadDone = { readonly http_status: number; readonly items: readonly ({ readonly target: Target; readonly epoch?: Epoch } | { readonly status?: number; readonly code: string; readonly retryable?: boolean })[]; readonly attempts?: Attempts; readonly waits_ns?: Waits }

export type Call = { readonly op: string; readonly params: { readonly [member: string]: Json | undefined } }

/** Parameters and result of every operation. */
export interface Operations {
  /** The destination queries of a state given in full; a pure function. */
  readonly 'state.query': { readonly params: { readonly state: PartitionState }; readonly result: { readonly read_placement: Placement; readonly write_placement: Placement | null; readonly is_migrating: boolean } }
  /** Places a partition. */
  readonly 'store.set': { readonly params: { readonly partition: Id; readonly placement: Placement }; readonly result: Changed }
  /** Starts moving a settled partition to `to`. */
  readonly 'store.begin_migration': { readonly params: Begin; readonly result: Changed }
  /** Blocks writes of a draining partition. */
  readonly 'store.enter_cutover': { readonly params: StoreChange; readonly result: Changed }
  /** Flips a partition in cutover to its destination. */
  readonly 'store.complete_migration': { readonly params: StoreChange; readonly result: Changed }
  /** Returns a moving partition to its origin. */
  readonly 'store.abort_migration': { readonly params: StoreChange; readonly result: Changed }
  /** The entry of a partition: state and epoch of one instant. */
  readonly 'store.state': { readonly params: Partition; readonly result: Snapshot }
  /** Where reads of a partition go, with epoch and phase label of the same instant. */
  readonly 'store.resolve': { readonly params: Partition; readonly result: Resolved }
  /** The write gate: may a write with this stamp commit now? */
  readonly 'store.admit_write': { readonly params: { readonly partition: Id; readonly epoch: Epoch }; readonly result: { readonly admission: WriteAdmission } }
  /** The store-wide generation: the largest epoch handed out, 0 when none was. */
  readonly 'store.current_epoch': { readonly params: Empty; readonly result: Changed }
  /** Stops and starts the store as a crash would. */
  readonly 'store.restart': { readonly params: Empty; readonly result: Empty }
  /** Calls that controllers and proxies made to the store, in order; the driver's own store.* calls are not listed. */
  readonly 'store.calls': { readonly params: { readonly since?: number }; readonly result: { readonly calls: readonly ({ readonly seq: number; readonly op: "begin_migration" | "enter_cutover" | "complete_migration" | "abort_migration" | "state" | "resolve" | "admit_write"; readonly partition: Id; readonly caller: string; readonly outcome: string })[] } }
  /** The drain barrier in force. */
  readonly 'ctl.config': { readonly params: { readonly controller?: Index }; readonly result: { readonly barrier_ns: Nanos } }
  /** Begin through a controller (default controller 0). */
  readonly 'ctl.begin_migration': { readonly params: ControllerBegin; readonly result: Changed }
  /** Cutover through a controller; its wait starts when the store has answered. */
  readonly 'ctl.enter_cutover': { readonly params: ControllerChange; readonly result: Changed }
  /** Completion through a controller, refused until the drain barrier has elapsed. */
  readonly 'ctl.complete_migration': { readonly params: ControllerChange; readonly result: Changed }
  /** Abort through a controller, at once. */
  readonly 'ctl.abort_migration': { readonly params: ControllerChange; readonly result: Changed }
  /** The store's entry as the controller reads it. */
  readonly 'ctl.state': { readonly params: ControllerChange; readonly result: Snapshot }
  /** A controller loses its memory; optionally it comes back with another barrier. */
  readonly 'ctl.restart': { readonly params: { readonly controller?: Index; readonly barrier_ns?: Nanos }; readonly result: Empty }
  /** Moves the injected clock forward. */
  readonly 'clock.advance': { readonly params: { readonly ns: Nanos }; readonly result: Empty }
  /** Steps the injected clock back, not below 0. Elapsed time of writes in flight does not go back. */
  readonly 'clock.rewind': { readonly params: { readonly ns: Nanos }; readonly result: Empty }
  /** What the injected clock shows. */
  readonly 'clock.now': { readonly params: Empty; readonly result: { readonly ns: Nanos } }
  /** The next `count` calls of `op` by a controller or proxy meet the fault; several faults on one operation form a queue. The driver's own store.* calls meet no fault. A fault that is not reached stays armed. */
  readonly 'fault.arm': { readonly params: { readonly op: "set" | "begin_migration" | "enter_cutover" | "complete_migration" | "abort_migration" | "state" | "resolve" | "admit_write"; readonly mode: "before_apply" | "after_apply" | "duplicate" | "delay" | "unavailable" | "stall" | "stall_reply"; readonly count?: number; readonly retryable?: boolean; readonly reason?: string; readonly instance?: Index; readonly code?: string }; readonly result: Empty }
  /** Delivers delayed requests in the order in which they were sent and lets stalled calls go on. */
  readonly 'fault.release': { readonly params: Empty; readonly result: Empty }
  /** Disarms every fault and drops delayed requests. */
  readonly 'fault.clear': { readonly params: Empty; readonly result: Empty }
  /** One write through a proxy instance. */
  readonly 'proxy.write': { readonly params: { readonly instance: Index; readonly write_id: Id; readonly partition?: Id; readonly doc_id: Id; readonly action: "index" | "create" | "delete"; readonly mode?: "sync" | "async"; readonly stop_at?: "resolved" | "gated" }; readonly result: WriteProgress }
  /** Lets a paused write or bulk go on. */
  readonly 'proxy.resume': { readonly params: { readonly write_id?: Id; readonly bulk_id?: Id; readonly stop_at?: "gated" }; readonly result: WriteProgress | BulkProgress }
  /** The progress of a held write or bulk. */
  readonly 'proxy.result': { readonly params: { readonly write_id?: Id; readonly bulk_id?: Id }; readonly result: WriteProgress | BulkProgress }
  /** One bulk request through a proxy instance; stamps are taken once per partition, items are gated when their group is dispatched. */
  readonly 'proxy.bulk': { readonly params: { readonly instance: Index; readonly bulk_id: Id; readonly items: readonly WriteItem[]; readonly stop_at?: "prepared" | "gated" }; readonly result: BulkProgress }
  /** One read through a proxy instance; reads are never gated. */
  readonly 'proxy.read': { readonly params: { readonly instance: Index; readonly partition?: Id; readonly doc_id?: Id }; readonly result: ReadDone }
  /** A multi-get through a proxy instance. */
  readonly 'proxy.mget': { readonly params: MultiRead; readonly result: MultiReadDone }
  /** A multi-search through a proxy instance. */
  readonly 'proxy.msearch': { readonly params: MultiRead; readonly result: MultiReadDone }
  /** The upstream keeps this write until it is settled. Given before the write is sent. */
  readonly 'upstream.hold': { readonly params: { readonly write_id: Id }; readonly result: Empty }
  /** Ends a held write: commit (applied, acknowledged), timeout (not applied, no answer), timeout_applied (applied, no answer), reset_applied and reset_not_applied (connection reset). A write whose deadline has passed is not applied any more. */
  readonly 'upstream.settle': { readonly params: { readonly write_id: Id; readonly outcome: "commit" | "timeout" | "timeout_applied" | "reset_applied" | "reset_not_applied" }; readonly result: Empty }
  /** Writes that upstream clusters applied, in order: operations, not requests. */
  readonly 'upstream.log': { readonly params: { readonly since?: number }; readonly result: { readonly commits: readonly ({ readonly seq: number; readonly at_ns: Nanos; readonly write_id: Id; readonly partition: Id; readonly cluster: Id; readonly index: Id; readonly epoch: Epoch })[] } }
  /** The explain document of a write, as spec/osproxy/README.md describes it, epochs as decimal strings. */
  readonly 'obs.explain': { readonly params: { readonly write_id: Id }; readonly result: { readonly outcome: "ok" | "error"; readonly error: null | { readonly code: string; readonly retryable: boolean; readonly remediation: string }; readonly spans: { readonly [member: string]: Json | undefined } } }
  /** Runs each lane's calls in order, lanes at the same time on real threads or tasks. call_seq and return_seq come from one atomic counter, taken directly before the call and directly after its return. */
  readonly 'batch.concurrent': { readonly params: { readonly lanes: readonly (readonly Call[])[]; readonly repeat?: number }; readonly result: { readonly rounds: number; readonly results: readonly (readonly ({ readonly call_seq: number; readonly return_seq: number; readonly ok?: { readonly [member: string]: Json | undefined }; readonly error?: { readonly [member: string]: Json | undefined } })[])[] } }
}
