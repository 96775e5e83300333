// Generated from urn:cutover:net:messages by `npm run types`. Do not edit.

/** Unsigned 64-bit integer in canonical decimal form. */
export type U64 = string

/** Unsigned 32-bit integer. */
export type U32 = number

/** Bytes as lower-case hex. */
export type Bytes = string

/** 32 bytes as lower-case hex: an ed25519 or X25519 public key. */
export type Key = string

/** A string of Unicode scalar values, carried as UTF-8; no lone surrogate. */
export type Text = string

/** The place of an event in the chain of its origin: 32 bytes on the wire. Every 32 bytes are a link. */
export type CausalLink = { readonly origin_hash: U64; readonly horizon_encoded: U64; readonly sequence: U64; readonly parent_hash: U64 }

/** An event: 44 bytes and its payload on the wire. */
export type CausalEvent = { readonly link: CausalLink; readonly payload: Bytes; readonly received_at: U64 }

/** Why a migration failed. Only NotReady is worth another attempt. */
export type FailureReason = { readonly kind: "NotReady" } | { readonly kind: "FactoryNotFound" } | { readonly kind: "ComputeNotSupported" } | { readonly kind: "StateFailed"; readonly text: Text } | { readonly kind: "AlreadyMigrating" } | { readonly kind: "IdentityTransportFailed"; readonly text: Text } | { readonly kind: "NotReadyTimeout"; readonly attempts: number }

/** One message of subprotocol 0x0500. Members stand in the order of the wire. */
export type Message = { readonly type: "TakeSnapshot"; readonly daemon_origin: U64; readonly target_node: U64 } | { readonly type: "SnapshotReady"; readonly daemon_origin: U64; readonly seq_through: U64; readonly chunk_index: U32; readonly total_chunks: U32; readonly snapshot_bytes: Bytes } | { readonly type: "RestoreComplete"; readonly daemon_origin: U64; readonly restored_seq: U64 } | { readonly type: "ReplayComplete"; readonly daemon_origin: U64; readonly replayed_seq: U64; readonly target_head?: CausalLink } | { readonly type: "CutoverNotify"; readonly daemon_origin: U64; readonly target_node: U64 } | { readonly type: "CleanupComplete"; readonly daemon_origin: U64 } | { readonly type: "MigrationFailed"; readonly daemon_origin: U64; readonly reason: FailureReason } | { readonly type: "BufferedEvents"; readonly daemon_origin: U64; readonly events: readonly CausalEvent[] } | { readonly type: "ActivateTarget"; readonly daemon_origin: U64 } | { readonly type: "ActivateAck"; readonly daemon_origin: U64; readonly replayed_seq: U64 }

/** The seed of a daemon, sealed to one node: 209 bytes on the wire, version 1. */
export type IdentityEnvelope = { readonly target_static_pub: Key; readonly sealed_seed: string; readonly signer_pub: Key; readonly signature: string }

/** What the chunks carry: container CDS1, version 2. */
export type Snapshot = { readonly entity_id: Key; readonly through_seq: U64; readonly chain_link: CausalLink; readonly created_at: U64; readonly state: Bytes; readonly bindings: Bytes; readonly envelope?: IdentityEnvelope }

/** One entry of a ledger. */
export type Subscription = { readonly publisher: U64; readonly channel: string; readonly token?: Bytes }

/** The subscriptions of a daemon, in the order in which the source lists them. */
export type Ledger = readonly Subscription[]

/** A wire dialect: its name, or an object of knobs of which base names the one to start from. */
export type Dialect = "v18" | "v19" | { readonly base?: "v18" | "v19"; readonly replayHead?: boolean; readonly trailing?: "ignore" | "refuse" }
