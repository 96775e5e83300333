// Generated from urn:cutover:net:adapter by `npm run types`. Do not edit.

import type { Json } from '../json.ts'
import type { Bytes, CausalEvent, CausalLink, FailureReason, Key, Ledger, Message, Snapshot, U32, U64 } from './messages.types.ts'

export type Empty = Readonly<Record<string, never>>

/** A node, by the id that node.open or rt.open gave it. */
export type Node = U64

/** A daemon, by its origin. */
export type Origin = U64

/** Milliseconds of the adapter's clock. */
export type Milliseconds = number

export type Count = number

/** The 32-byte ed25519 seed of a daemon as lower-case hex. */
export type Seed = string

/** A kind of daemon, as the runtime names it. */
export type Kind = string

/** What a test daemon does with an event; spec/net/README.md, Test daemons. */
export type Behaviour = { readonly kind: "counter" } | { readonly kind: "multi_output" } | { readonly kind: "blob" } | { readonly kind: "fail_on"; readonly sequence: U64; readonly times: number } | { readonly kind: "fail_restore"; readonly times: number } | { readonly kind: "echo" }

/** One message that a node sent to another one. */
export type Out = { readonly to: Node; readonly bytes: Bytes }

/** What the node sent, in order; messages to itself are handled inside it and not listed. */
export type Outs = readonly Out[]

/** What one input made a node do. refused says why it had no effect, where the adapter can tell; it decides nothing. */
export type Sent = { readonly out: Outs; readonly held?: number; readonly refused?: Refused }

/** Why an input had no effect. */
export type Refused = "wrong_peer" | "daemon_not_found" | "already_migrating" | "state_failed" | "wrong_phase" | "buffer_full" | "not_permitted" | "out_of_phase" | "empty" | "unknown_tag" | "truncated" | "zero_total" | "total_too_large" | "index_out_of_range" | "chunk_too_large" | "unknown_reason" | "bad_utf8" | "count_too_large" | "payload_too_large" | "trailing_bytes" | "malformed" | "empty_chunk" | "stale_sequence" | "total_mismatch" | "conflicting_chunk" | "too_many_bytes" | "wrong_sender" | "no_handler"

/** Bytes by length and SHA-256, so that large ones need no line. */
export type Digest = { readonly length: Count; readonly sha256: string }

/** What a chunk led to: done is the whole snapshot; neither member says that more chunks are awaited. */
export type Fed = { readonly done?: Digest }

export type Events = readonly CausalEvent[]

/** Phase of an orchestrator's record. */
export type Phase = "snapshot" | "transfer" | "restore" | "replay" | "cutover" | "complete"

/** A call under way, asked for with op.result. */
export type Token = number

/** A migration handle as rt.start_migration numbered it. */
export type Handle = number

export type Subscribed = { readonly at_ms: Milliseconds; readonly node: Node; readonly origin?: Origin; readonly channel: string; readonly event: "subscribe" | "unsubscribe"; readonly accepted: boolean; readonly token?: Bytes }

/** How many events were taken, and why the next one was not. */
export type Offered = { readonly taken: Count; readonly refused?: { readonly code: "buffer_full" | "writes_rejected" | "daemon_not_found" | "too_large" | "state_failed"; readonly events?: Count; readonly bytes?: Count } }

/** Parameters and result of every operation. */
export interface Operations {
  /** Writes one message in the dialect. */
  readonly 'codec.encode': { readonly params: { readonly message: { readonly [member: string]: Json | undefined } }; readonly result: { readonly hex: Bytes } }
  /** Reads the message at the front of the bytes. */
  readonly 'codec.decode': { readonly params: { readonly hex: Bytes }; readonly result: { readonly message: Message; readonly consumed: number } }
  /** Cuts a snapshot, given by length and seed, into chunks: lengths of the first, the last and the number of them, and the digest of all in a row. */
  readonly 'codec.chunk': { readonly params: { readonly length: number; readonly seed: U32 }; readonly result: { readonly total: U32; readonly first: Count; readonly last: Count; readonly all: Digest } }
  /** Cuts a snapshot into SnapshotReady messages. */
  readonly 'codec.chunk_bytes': { readonly params: { readonly origin: Origin; readonly sequence: U64; readonly bytes: Bytes }; readonly result: { readonly messages: readonly Bytes[] } }
  /** The code of a reason, and whether it is worth another attempt. */
  readonly 'codec.classify': { readonly params: { readonly reason: FailureReason }; readonly result: { readonly code: number; readonly retriable: boolean } }
  /** Writes a snapshot container. */
  readonly 'snapshot.encode': { readonly params: { readonly snapshot: { readonly [member: string]: Json | undefined } }; readonly result: { readonly hex: Bytes } }
  /** Reads a snapshot container. */
  readonly 'snapshot.decode': { readonly params: { readonly hex: Bytes }; readonly result: { readonly snapshot: Snapshot } }
  /** Writes a subscription ledger. */
  readonly 'ledger.encode': { readonly params: { readonly ledger: readonly Json[] }; readonly result: { readonly hex: Bytes } }
  /** Reads a subscription ledger. */
  readonly 'ledger.decode': { readonly params: { readonly hex: Bytes }; readonly result: { readonly ledger: Ledger } }
  /** The parent hash of the event that follows one with this link and payload. */
  readonly 'chain.next': { readonly params: { readonly link: CausalLink; readonly payload: Bytes }; readonly result: { readonly parent_hash: U64 } }
  /** One chunk arrives. */
  readonly 'reasm.feed': { readonly params: { readonly origin: Origin; readonly sequence: U64; readonly index: U32; readonly total: U32; readonly bytes: Bytes }; readonly result: Fed }
  /** count chunks arrive, with indices from first on, each of length bytes made from the seed plus its index; the first refusal ends the run. fed says how many were taken. */
  readonly 'reasm.feed_run': { readonly params: { readonly origin: Origin; readonly sequence: U64; readonly first: U32; readonly count: number; readonly total: U32; readonly length: number; readonly seed: U32 }; readonly result: { readonly fed: Count; readonly done?: Digest; readonly refused?: "zero_total" | "total_too_large" | "index_out_of_range" | "empty_chunk" | "chunk_too_large" | "stale_sequence" | "total_mismatch" | "conflicting_chunk" | "too_many_bytes" } }
  /** What waits for an origin is dropped. */
  readonly 'reasm.cancel': { readonly params: { readonly origin: Origin }; readonly result: Empty }
  /** What got no chunk for that long is dropped. */
  readonly 'reasm.sweep': { readonly params: { readonly age_ms: Milliseconds }; readonly result: { readonly dropped: Count } }
  /** Time passes. */
  readonly 'reasm.advance': { readonly params: { readonly ms: Milliseconds }; readonly result: Empty }
  /** Observation: how many reassemblies wait. */
  readonly 'reasm.pending': { readonly params: Empty; readonly result: { readonly pending: Count } }
  /** A node of this id joins, ready, without daemons. static_pub is its X25519 key. */
  readonly 'node.open': { readonly params: { readonly node: Node; readonly bare?: boolean; readonly identity?: boolean }; readonly result: { readonly static_pub?: Key } }
  /** From now on the node takes inbound migrations, or says that it is not ready. */
  readonly 'node.ready': { readonly params: { readonly node: Node; readonly ready: boolean }; readonly result: Empty }
  /** Who may ask this node for a snapshot: itself only, the nodes allowed, or any. */
  readonly 'node.set_orchestrator_policy': { readonly params: { readonly node: Node; readonly policy: "local_only" | "allowlist" | "any"; readonly allowed?: readonly Node[] }; readonly result: Empty }
  /** The node learns the X25519 key of a peer. */
  readonly 'node.peer_key': { readonly params: { readonly node: Node; readonly peer: Node; readonly static_pub: Key }; readonly result: Empty }
  /** The node is prepared to receive a daemon: of a known seed, or of an origin alone, whose key must come with the snapshot. */
  readonly 'node.add_factory': { readonly params: { readonly node: Node; readonly seed?: Seed; readonly origin?: Origin; readonly behaviour: Behaviour }; readonly result: { readonly origin: Origin } }
  /** Only this node may orchestrate the next inbound migration of the origin. */
  readonly 'node.bind_orchestrator': { readonly params: { readonly node: Node; readonly origin: Origin; readonly orchestrator: Node }; readonly result: Empty }
  /** Only this node is the source of the next inbound migration of the origin. */
  readonly 'node.bind_source': { readonly params: { readonly node: Node; readonly origin: Origin; readonly source: Node }; readonly result: Empty }
  /** A message arrives from a peer. */
  readonly 'node.receive': { readonly params: { readonly node: Node; readonly from: Node; readonly bytes: Bytes; readonly hold?: boolean }; readonly result: Sent }
  /** Chunks of a snapshot that the adapter builds arrive from a peer: of a blob daemon of this seed, whose state is length bytes made from fill. order is ascending, descending, or rotated by half. */
  readonly 'node.receive_run': { readonly params: { readonly node: Node; readonly from: Node; readonly seed: Seed; readonly sequence: U64; readonly length: number; readonly fill: U32; readonly order: "ascending" | "descending" | "rotated"; readonly drop?: U32 }; readonly result: Sent }
  /** Several messages in one datagram arrive from a peer. */
  readonly 'node.receive_frame': { readonly params: { readonly node: Node; readonly from: Node; readonly messages: readonly Bytes[] }; readonly result: Sent }
  /** What the copy of a daemon on a node is: absent when there is none. */
  readonly 'daemon.read': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly daemon?: { readonly state: Digest; readonly processed: readonly U64[]; readonly processed_count: Count; readonly head: CausalLink; readonly read_only: boolean; readonly ledger: Ledger } } }
  /** An event reaches the daemon on this node from outside; outputs are what it gave. */
  readonly 'daemon.deliver': { readonly params: { readonly node: Node; readonly origin: Origin; readonly event: CausalEvent }; readonly result: { readonly outputs: Events; readonly buffered?: boolean } }
  /** A snapshot of the daemon, as a container of at most 1 MiB; absent when it has none. */
  readonly 'daemon.snapshot': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly snapshot?: Bytes } }
  /** How often the code of the daemon was called on this node. */
  readonly 'node.counts': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly snapshots: Count; readonly constructions: Count; readonly restores: Count } }
  /** What the observers of a node saw, in order, since the last call. */
  readonly 'node.observed': { readonly params: { readonly node: Node }; readonly result: { readonly log: readonly ({ readonly origin: Origin; readonly event: "post_restore" | "pre_cleanup" | "failure"; readonly reason?: FailureReason; readonly record?: boolean; readonly host?: boolean })[] } }
  /** Observation: what a node keeps about a daemon. An absent member: no such record. */
  readonly 'node.state': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly orchestrator?: { readonly phase: Phase; readonly source: Node; readonly target: Node; readonly age_ms?: Milliseconds; readonly superposition?: "localized" | "spreading" | "superposed" | "ready_to_collapse" | "collapsed" | "resolved" }; readonly source?: { readonly phase: "buffering" | "cutover"; readonly orchestrator: Node; readonly buffered: Count }; readonly target?: { readonly phase: "restore" | "replay" | "cutover"; readonly orchestrator: Node; readonly cursor: U64; readonly pending?: Count }; readonly completed?: { readonly orchestrator: Node; readonly cursor: U64 }; readonly factory?: boolean } }
  /** A buffered event is handed to the target directly. */
  readonly 'target.offer': { readonly params: { readonly node: Node; readonly origin: Origin; readonly event: CausalEvent }; readonly result: { readonly taken: boolean } }
  /** Events with sequences from first on, each with a payload of length bytes, are handed to the target; the first refusal ends the run. */
  readonly 'target.offer_run': { readonly params: { readonly node: Node; readonly origin: Origin; readonly first: U64; readonly count: number; readonly length: number }; readonly result: Offered }
  /** The target goes live by itself. */
  readonly 'target.activate': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly cursor: U64 } }
  /** The migration is over for the target. */
  readonly 'target.complete': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: Empty }
  /** The target gives up. */
  readonly 'target.abort': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: Empty }
  /** The memory of a completed migration is dropped; forgotten says whether there was one. */
  readonly 'target.forget': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly forgotten: boolean } }
  /** A daemon lives on the node; it has processed nothing. */
  readonly 'node.add_daemon': { readonly params: { readonly node: Node; readonly seed: Seed; readonly behaviour: Behaviour }; readonly result: { readonly origin: Origin; readonly entity_id: Key } }
  /** The daemon on the node is stopped. */
  readonly 'node.remove_daemon': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: Empty }
  /** The state of a blob daemon becomes length bytes made from the seed. */
  readonly 'daemon.fill': { readonly params: { readonly node: Node; readonly origin: Origin; readonly length: number; readonly seed: U32 }; readonly result: Digest }
  /** The ledger of a daemon gets an entry. */
  readonly 'daemon.subscribe': { readonly params: { readonly node: Node; readonly origin: Origin; readonly publisher: Node; readonly channel: string; readonly token?: Bytes }; readonly result: Empty }
  /** The node, as orchestrator, starts a migration. Past cutover a start resumes: it sends again what is due. */
  readonly 'node.start': { readonly params: { readonly node: Node; readonly origin: Origin; readonly source: Node; readonly target: Node; readonly transport_identity?: boolean; readonly hold?: boolean }; readonly result: { readonly out: Outs; readonly held?: Count; readonly resumed?: boolean } }
  /** The orchestrator gives up. message is the notice that its peers should get. */
  readonly 'node.abort': { readonly params: { readonly node: Node; readonly origin: Origin; readonly reason: FailureReason }; readonly result: { readonly message?: Bytes; readonly out: Outs } }
  /** An event for a daemon on this node is offered to the buffer of its migration. */
  readonly 'source.offer': { readonly params: { readonly node: Node; readonly origin: Origin; readonly event: CausalEvent }; readonly result: { readonly buffered: boolean } }
  /** Events with sequences from first on, each with a payload of length bytes, are offered; the first refusal ends the run. */
  readonly 'source.offer_run': { readonly params: { readonly node: Node; readonly origin: Origin; readonly first: U64; readonly count: number; readonly length: number }; readonly result: Offered }
  /** The buffer is emptied before cutover. */
  readonly 'source.drain': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly events: Events } }
  /** The source stops accepting and gives its buffer; a second time, nothing. */
  readonly 'source.cutover': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly events: Events } }
  /** The copy of the source goes. */
  readonly 'source.cleanup': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: Empty }
  /** The source goes back to normal. */
  readonly 'source.abort': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: Empty }
  /** What waits in a node for another one is delivered there, in order, but for the messages whose positions are named. What the receiver sends waits in it if hold is given. */
  readonly 'link.carry': { readonly params: { readonly from: Node; readonly to: Node; readonly drop?: readonly number[]; readonly hold?: boolean }; readonly result: { readonly delivered: Count; readonly out: Outs; readonly held?: Count } }
  /** Time passes for all nodes; out is what they sent because of it. */
  readonly 'node.advance': { readonly params: { readonly ms: Milliseconds }; readonly result: { readonly out: readonly ({ readonly from: Node; readonly to: Node; readonly bytes: Bytes })[] } }
  /** The wall clock of all nodes jumps; elapsed time does not. */
  readonly 'node.step_clock': { readonly params: { readonly ms: number }; readonly result: Empty }
  /** A node loses what is not durable: records, buffers and daemons. */
  readonly 'node.restart': { readonly params: { readonly node: Node }; readonly result: Empty }
  /** Lanes of calls on one node run at once, so many rounds of them; answers are those of the last round. */
  readonly 'batch.concurrent': { readonly params: { readonly lanes: readonly (readonly ({ readonly op: string; readonly params: { readonly [member: string]: Json | undefined } })[])[]; readonly repeat?: number }; readonly result: { readonly lanes: readonly (readonly ({ readonly [member: string]: Json | undefined })[])[] } }
  /** A mesh node with a runtime that has not started. */
  readonly 'rt.open': { readonly params: { readonly node: Node }; readonly result: Empty }
  /** A mesh node without a runtime. */
  readonly 'rt.open_bare': { readonly params: { readonly node: Node }; readonly result: Empty }
  /** Two nodes are connected. The one that connects knows the X25519 key of the other; the other way round it is as parameter acceptor_knows_key says. */
  readonly 'rt.connect': { readonly params: { readonly from: Node; readonly to: Node }; readonly result: Empty }
  /** The runtime is started. */
  readonly 'rt.start': { readonly params: { readonly node: Node }; readonly result: { readonly token: Token } }
  /** The runtime is shut down. */
  readonly 'rt.shutdown': { readonly params: { readonly node: Node }; readonly result: { readonly token: Token } }
  /** Whether the runtime is ready. */
  readonly 'rt.is_ready': { readonly params: { readonly node: Node }; readonly result: { readonly ready: boolean } }
  /** Whether the node has a migration handler. */
  readonly 'rt.has_handler': { readonly params: { readonly node: Node }; readonly result: { readonly handler: boolean } }
  /** The runtime learns a kind. */
  readonly 'rt.register_factory': { readonly params: { readonly node: Node; readonly kind: Kind; readonly behaviour: Behaviour }; readonly result: Empty }
  /** A daemon of a kind is spawned under an identity. */
  readonly 'rt.spawn': { readonly params: { readonly node: Node; readonly kind: Kind; readonly seed: Seed }; readonly result: { readonly token: Token } }
  /** A daemon of a kind is spawned under an identity with the state of a snapshot. */
  readonly 'rt.spawn_from_snapshot': { readonly params: { readonly node: Node; readonly kind: Kind; readonly seed: Seed; readonly snapshot: Bytes }; readonly result: { readonly token: Token } }
  /** A daemon is stopped. */
  readonly 'rt.stop': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: Empty }
  /** A snapshot of a daemon; absent when it has none. */
  readonly 'rt.snapshot': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly snapshot?: Bytes } }
  /** An event is delivered to a daemon. */
  readonly 'rt.deliver': { readonly params: { readonly node: Node; readonly origin: Origin; readonly event: CausalEvent }; readonly result: { readonly outputs: Events; readonly buffered?: boolean } }
  /** How many daemons the runtime has. */
  readonly 'rt.daemon_count': { readonly params: { readonly node: Node }; readonly result: { readonly count: Count } }
  /** What the copy of a daemon on a node is, as daemon.read. */
  readonly 'rt.read': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly daemon?: { readonly state: Digest; readonly processed: readonly U64[]; readonly processed_count: Count; readonly head: CausalLink; readonly read_only: boolean; readonly ledger: Ledger } } }
  /** The runtime awaits a daemon by origin and kind; its key comes with the snapshot. */
  readonly 'rt.expect_migration': { readonly params: { readonly node: Node; readonly kind: Kind; readonly origin: Origin }; readonly result: Empty }
  /** The runtime awaits a daemon whose identity it has already. */
  readonly 'rt.register_target_identity': { readonly params: { readonly node: Node; readonly kind: Kind; readonly seed: Seed }; readonly result: Empty }
  /** How often constructors and snapshot code of a kind were called. */
  readonly 'rt.counts': { readonly params: { readonly node: Node; readonly kind: Kind }; readonly result: { readonly constructions: Count; readonly snapshots: Count } }
  /** Before the start: who may ask this runtime for a snapshot. */
  readonly 'rt.set_orchestrator_policy': { readonly params: { readonly node: Node; readonly policy: "local_only" | "allowlist" | "any"; readonly allowed?: readonly Node[] }; readonly result: Empty }
  /** A daemon subscribes to a channel of a publisher. */
  readonly 'rt.subscribe': { readonly params: { readonly node: Node; readonly origin: Origin; readonly publisher: Node; readonly channel: string; readonly token?: Bytes }; readonly result: { readonly token: Token } }
  /** A daemon unsubscribes. */
  readonly 'rt.unsubscribe': { readonly params: { readonly node: Node; readonly origin: Origin; readonly publisher: Node; readonly channel: string }; readonly result: { readonly token: Token } }
  /** The ledger of a daemon. */
  readonly 'rt.subscriptions': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly ledger: Ledger } }
  /** An observer of deliveries to a daemon is registered. */
  readonly 'rt.observe': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly observer: Count } }
  /** An observer is removed. */
  readonly 'rt.unobserve': { readonly params: { readonly node: Node; readonly observer: Count }; readonly result: Empty }
  /** Sequences of the deliveries that an observer saw. */
  readonly 'rt.seen': { readonly params: { readonly node: Node; readonly observer: Count }; readonly result: { readonly sequences: readonly U64[] } }
  /** A migration is started from this node, with these options; absent ones take the defaults of the implementation. */
  readonly 'rt.start_migration': { readonly params: { readonly node: Node; readonly origin: Origin; readonly source: Node; readonly target: Node; readonly transport_identity?: boolean; readonly retry_not_ready_ms?: Milliseconds; readonly no_retry?: boolean }; readonly result: { readonly token: Token } }
  /** The options that an absent one takes. */
  readonly 'rt.default_options': { readonly params: Empty; readonly result: { readonly transport_identity: boolean; readonly retry_not_ready_ms?: Milliseconds } }
  /** The phase of a migration orchestrated here; absent when there is none. */
  readonly 'rt.phase': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly phase?: Phase } }
  /** The phase as the handle tells it. */
  readonly 'mh.phase': { readonly params: { readonly handle: Handle }; readonly result: { readonly phase?: Phase } }
  /** Somebody waits for the end of the migration. */
  readonly 'mh.wait': { readonly params: { readonly handle: Handle }; readonly result: { readonly token: Token } }
  /** Somebody waits for the end, that long. */
  readonly 'mh.wait_with_timeout': { readonly params: { readonly handle: Handle; readonly timeout_ms: Milliseconds }; readonly result: { readonly token: Token } }
  /** The migration is cancelled. */
  readonly 'mh.cancel': { readonly params: { readonly handle: Handle }; readonly result: { readonly token: Token } }
  /** The handle is dropped. */
  readonly 'mh.drop': { readonly params: { readonly handle: Handle }; readonly result: Empty }
  /** What a call under way has come to. pending: it has not ended. What it failed with is the member failed, not an error of this call. */
  readonly 'op.result': { readonly params: { readonly token: Token }; readonly result: { readonly pending: boolean; readonly at_ms?: Milliseconds; readonly handle?: Handle; readonly origin?: Origin; readonly failed?: { readonly code: "not_ready" | "shutting_down" | "factory_not_found" | "snapshot_identity_mismatch" | "already_registered" | "state_failed" | "not_found" | "subscribe_failed" | "already_migrating" | "daemon_not_found" | "target_unavailable" | "identity_transport" | "migration_failed" | "timed_out" | "past_cutover" | "cancelled" | "same_node"; readonly reason?: FailureReason; readonly definite?: boolean } } }
  /** Time passes; calls under way go on. */
  readonly 'clock.advance': { readonly params: { readonly ms: Milliseconds }; readonly result: Empty }
  /** Real time passes, for adapters without a virtual clock. */
  readonly 'clock.wait': { readonly params: { readonly ms: number }; readonly result: Empty }
  /** From now on what a node sends to another one arrives, is lost, waits, or arrives twice. */
  readonly 'link.set': { readonly params: { readonly from: Node; readonly to: Node; readonly mode: "deliver" | "drop" | "hold" | "duplicate" }; readonly result: Empty }
  /** The next messages of these kinds from one node to another are lost, one for each entry. */
  readonly 'link.drop': { readonly params: { readonly from: Node; readonly to: Node; readonly types: readonly number[] }; readonly result: Empty }
  /** What waits arrives, in the order of these positions; all in order when none are given. */
  readonly 'link.release': { readonly params: { readonly from: Node; readonly to: Node; readonly positions?: readonly number[] }; readonly result: Empty }
  /** A message from one node to another, as if the first had sent it. */
  readonly 'link.inject': { readonly params: { readonly from: Node; readonly to: Node; readonly bytes: Bytes }; readonly result: Empty }
  /** Messages sent since the last call, in order. */
  readonly 'link.datagrams': { readonly params: Empty; readonly result: { readonly datagrams: readonly ({ readonly at_ms: Milliseconds; readonly from: Node; readonly to: Node; readonly bytes: Bytes })[] } }
  /** A publisher of channels; accepts says whether it takes subscriptions. */
  readonly 'publisher.open': { readonly params: { readonly node: Node; readonly accepts: boolean }; readonly result: Empty }
  /** What a publisher was asked for, in order. */
  readonly 'publisher.log': { readonly params: { readonly node: Node }; readonly result: { readonly log: readonly Subscribed[] } }
  /** The failure remembered for a daemon. */
  readonly 'rt.peek_failure': { readonly params: { readonly node: Node; readonly origin: Origin }; readonly result: { readonly reason?: FailureReason } }
  /** A failure is remembered for a daemon. */
  readonly 'rt.inject_failure': { readonly params: { readonly node: Node; readonly origin: Origin; readonly reason: FailureReason }; readonly result: Empty }
  /** Inbound migrations are told that the runtime is not ready; nothing else changes. */
  readonly 'rt.simulate_not_ready': { readonly params: { readonly node: Node; readonly flag: boolean }; readonly result: Empty }
  /** Spawn waits that long before it inserts anything, start that long before it installs its handler. */
  readonly 'rt.set_stall': { readonly params: { readonly node: Node; readonly spawn_ms?: Milliseconds; readonly start_ms?: Milliseconds }; readonly result: Empty }
  /** The next restore on this node takes that long. */
  readonly 'rt.set_restore_stall': { readonly params: { readonly node: Node; readonly ms: Milliseconds }; readonly result: Empty }
  /** The state of a blob daemon becomes length bytes made from the seed. */
  readonly 'rt.fill': { readonly params: { readonly node: Node; readonly origin: Origin; readonly length: number; readonly seed: U32 }; readonly result: Digest }
}
