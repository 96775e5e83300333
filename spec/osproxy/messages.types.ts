// Generated from urn:cutover:osproxy:messages by `npm run types`. Do not edit.

import type { Json } from '../json.ts'

/** Partition, cluster, index, field, write or document name: opaque, compared byte for byte. Whether the empty one is accepted is the implementation's choice. */
export type Id = string

/** Unsigned 64-bit integer in canonical decimal form. */
export type U64 = string

/** Generation number of a partition's entry; 0 means never placed. */
export type Epoch = U64

/** Duration or instant in nanoseconds. */
export type Nanos = U64

/** Phase of a migration in flight. */
export type Phase = "draining" | "cutover"

/** Phase as operators see it; settled when no migration is in flight. */
export type PhaseLabel = "settled" | "draining" | "cutover"

/** Where the value of an injected field comes from. Only partition_id isolates reads. */
export type InjectedValue = { readonly kind: "partition_id" } | { readonly kind: "constant"; readonly json: Json } | { readonly kind: "from_principal"; readonly attr: Id } | { readonly kind: "from_header"; readonly header: Id }

/** A field added to documents on their way in and removed on their way out. */
export type InjectedField = { readonly name: Id; readonly value: InjectedValue }

/** Where a partition lives. Equality is structural; the order of inject counts, the order of members inside a constant does not. */
export type Placement = { readonly kind: "dedicated_cluster"; readonly cluster: Id } | { readonly kind: "dedicated_index"; readonly cluster: Id; readonly index: Id } | { readonly kind: "shared_index"; readonly cluster: Id; readonly index: Id; readonly inject: readonly InjectedField[] }

/** Settled at one placement, or moving between two. */
export type PartitionState = { readonly state: "active"; readonly placement: Placement } | { readonly state: "migrating"; readonly from: Placement; readonly to: Placement; readonly phase: Phase }

/** The answers to the destination queries of a state. */
export type Destinations = { readonly read_placement: Placement; readonly write_placement: Placement | null; readonly is_migrating: boolean }

/** Verdict of the write gate; a reject may be retried after a fresh resolve. */
export type WriteAdmission = "admit" | "reject"

/** Why a change was not done, as a controller answers it. Of a backend failure, definite false says that the change may have happened. */
export type ControlError = { readonly message?: string; readonly definite?: boolean; readonly code: "unknown_partition" | "stale_epoch" | "already_migrating" | "same_placement" | "not_migrating" | "not_draining" | "not_cutover" | "epoch_exhausted"; readonly retryable: false } | { readonly message?: string; readonly definite?: boolean; readonly code: "backend"; readonly reason: string; readonly retryable: boolean } | { readonly message?: string; readonly definite?: boolean; readonly code: "barrier_pending"; readonly remaining_ns: Nanos; readonly retryable: true }

/** Why a change was not done, as the store answers it: without the barrier, which is the controller's. */
export type MigrationError = ControlError

/** Why a proxy did not do a request. */
export type RouteError = { readonly attempts?: number; readonly waits_ns?: readonly Nanos[]; readonly message?: string; readonly code: "stale_epoch"; readonly retryable: true; readonly http_status: 409 } | { readonly attempts?: number; readonly waits_ns?: readonly Nanos[]; readonly message?: string; readonly code: "placement_missing"; readonly retryable: false; readonly http_status: 404 } | { readonly attempts?: number; readonly waits_ns?: readonly Nanos[]; readonly message?: string; readonly code: "placement_backend_unavailable"; readonly retryable: boolean; readonly http_status: 503 } | { readonly attempts?: number; readonly waits_ns?: readonly Nanos[]; readonly message?: string; readonly code: "partition_unresolved" | "unsupported_endpoint"; readonly retryable: false; readonly http_status: 400 } | { readonly attempts?: number; readonly waits_ns?: readonly Nanos[]; readonly message?: string; readonly code: "upstream_failed"; readonly retryable: boolean; readonly http_status: 502 }

/** A failed read; it reports attempts and waits like a successful one. */
export type ReadFailure = RouteError

/** A successful change: the epoch that it gave the partition. */
export type TransitionOk = { readonly epoch: Epoch }

/** The entry of a partition at one instant, or that it has none. */
export type Snapshot = { readonly found: false } | { readonly found: true; readonly state: PartitionState; readonly epoch: Epoch }

/** Where reads of a partition go, with epoch and phase of the same instant, or that it has no placement. */
export type Resolved = { readonly found: false } | { readonly found: true; readonly placement: Placement; readonly epoch: Epoch; readonly phase: PhaseLabel; readonly endpoint?: string }
