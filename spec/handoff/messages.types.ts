// Generated from urn:cutover:handoff:messages by `npm run types`. Do not edit.

/** Unsigned 64-bit integer in canonical decimal form. */
export type U64 = string

/** A string of Unicode scalar values, carried byte for byte as UTF-8; no lone surrogate. */
export type Text = string

/** Bytes as lower-case hex. */
export type Bytes = string

/** The UUID that a supervisor gives to one handoff: lower-case hexadecimal with hyphens. Its 16 bytes are on the wire in this order. */
export type HandoffId = string

/** 32 bytes that stand for the content of a data directory, as lower-case hex. Opaque. */
export type Fingerprint = string

/** One revision a shard, in an order that the incumbent and the successor agree on. */
export type Revisions = readonly U64[]

/** Room for flags of later versions. Senders put 0, receivers accept any value. */
export type Capabilities = { readonly reserved: U64 }

/** A peer of the supervisor says who it is. Incumbent or successor to supervisor. */
export type Hello = { readonly type: "Hello"; readonly role: "Incumbent" | "Successor"; readonly pid: number; readonly build_id: Bytes; readonly proto_min: number; readonly proto_max: number; readonly capabilities: Capabilities }

/** The version chosen and the id of the handoff. Supervisor to incumbent or successor. */
export type HelloAck = { readonly type: "HelloAck"; readonly proto_version_chosen: number; readonly handoff_id: HandoffId }

/** Stop accepting, drain. Supervisor to incumbent. */
export type PrepareHandoff = { readonly type: "PrepareHandoff"; readonly handoff_id: HandoffId; readonly successor_pid: number; readonly deadline_ms: U64; readonly drain_grace_ms: U64 }

/** The drain is done. Incumbent to supervisor. Carries no id. */
export type Drained = { readonly type: "Drained"; readonly open_conns_remaining: number; readonly accept_closed: boolean }

/** Flush, close, and let the lock go. Supervisor to incumbent. */
export type SealRequest = { readonly type: "SealRequest"; readonly handoff_id: HandoffId }

/** Progress of a long seal, optional. Incumbent to supervisor. Carries no id, and its numbers have no rule among them. */
export type SealProgress = { readonly type: "SealProgress"; readonly shards_sealed: number; readonly shards_total: number; readonly last_revision: U64 }

/** Sealed, and the lock is free. Incumbent to supervisor. */
export type SealComplete = { readonly type: "SealComplete"; readonly handoff_id: HandoffId; readonly last_revision_per_shard: Revisions; readonly data_dir_fingerprint: Fingerprint }

/** Not sealed; the incumbent still holds the lock. Incumbent to supervisor. */
export type SealFailed = { readonly type: "SealFailed"; readonly handoff_id: HandoffId; readonly error: Text; readonly partial_state: Text }

/** Take the lock, open the state, serve. Supervisor to successor. */
export type Begin = { readonly type: "Begin"; readonly handoff_id: HandoffId }

/** The successor serves. Successor to supervisor. */
export type Ready = { readonly type: "Ready"; readonly handoff_id: HandoffId; readonly listening_on: readonly Text[]; readonly healthz_ok: boolean; readonly advertised_revision_per_shard: Revisions }

/** The incumbent may end. Supervisor to incumbent. */
export type Commit = { readonly type: "Commit"; readonly handoff_id: HandoffId }

/** The handoff is off. Supervisor to successor; an incumbent takes it like ResumeAfterAbort. */
export type Abort = { readonly type: "Abort"; readonly handoff_id: HandoffId; readonly reason: Text }

/** The handoff is off: take the lock back and serve again. Supervisor to incumbent. */
export type ResumeAfterAbort = { readonly type: "ResumeAfterAbort"; readonly handoff_id: HandoffId }

/** The sender is alive. Any direction. Carries no id. */
export type Heartbeat = { readonly type: "Heartbeat"; readonly ts_ms: U64 }

/** Any message; type tells which. The index of each in this list is its discriminant on the wire. */
export type Message = Hello | HelloAck | PrepareHandoff | Drained | SealRequest | SealProgress | SealComplete | SealFailed | Begin | Ready | Commit | Abort | ResumeAfterAbort | Heartbeat

/** What a supervisor's journal file holds: one record, without a frame around it. */
export type Journal = { readonly handoff_id: HandoffId; readonly phase: Phase; readonly incumbent_pid: number; readonly successor_pid?: number; readonly started_at_unix_ms: U64 }

/** The last step that was completed. The index in this list is the value on disk. */
export type Phase = "Negotiating" | "Draining" | "Sealing" | "AwaitingReady" | "Committed" | "ResumingAfterAbort"
