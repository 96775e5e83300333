// Generated from urn:cutover:handoff:adapter by `npm run types`. Do not edit.

import type { Json } from '../json.ts'
import type { Bytes, Fingerprint, HandoffId, Journal, Message, Phase, Revisions, Text, U64 } from './messages.types.ts'

export type Empty = Readonly<Record<string, never>>

/** A name that the driver gives; not used twice between two resets. */
export type Name = string

/** Milliseconds, virtual ones where there is a clock. */
export type Milliseconds = number

/** Variables. */
export type Environment = { readonly [member: string]: Text }

/** What a descriptor is. */
export type DescriptorKind = "tcp_listener" | "unix_listener" | "unix_stream" | "tcp_stream" | "datagram" | "file" | "pipe" | "closed"

/** Why it failed. */
export type Failure = "out_of_order" | "io" | "frame_size" | "version" | "codec" | "version_mismatch" | "pid_mismatch" | "unexpected_message" | "protocol" | "timeout" | "lock_held" | "stale_lock_refused" | "handoff_in_progress" | "aborted" | "hook_failed" | "missing_env" | "bad_env" | "path_too_long" | "peer_not_permitted" | "listeners_missing"

export type DrainReport = { readonly open_conns_remaining: number; readonly accept_closed: boolean }

export type SealReport = { readonly last_revision_per_shard: Revisions; readonly data_dir_fingerprint: Fingerprint }

/** What one call of a hook does: waits after_ms, then blocks until incumbent.release where block is true, then fails with the text, or reports. Absent members: no wait, no blocking, success, a report of zeros. */
export type HookStep = { readonly after_ms?: Milliseconds; readonly block?: boolean; readonly fail?: Text; readonly drained?: DrainReport; readonly sealed?: SealReport }

/** Steps of each hook, call by call; the last one is repeated. Absent: it succeeds at once. */
export type Hooks = { readonly drain?: readonly HookStep[]; readonly seal?: readonly HookStep[]; readonly resume?: readonly HookStep[] }

export type Hook = "drain" | "seal" | "resume"

/** One call of a hook, in order. */
export type HookCall = { readonly hook: Hook; readonly lock_held: boolean; readonly deadline_in_ms?: Milliseconds; readonly result?: "ok" | "failed" }

/** What a successor announces. */
export type Snapshot = { readonly listening_on: readonly Text[]; readonly healthz_ok: boolean; readonly advertised_revision_per_shard: Revisions }

/** What a reader makes of the stream. */
export type ReaderEvent = { readonly kind: "message"; readonly version: number; readonly message: Message } | { readonly kind: "error"; readonly code: "io" | "frame_size" | "version" | "codec"; readonly declared?: number }

export type Events = { readonly events: readonly ReaderEvent[] }

export type ReaderName = { readonly reader: Name }

export type Dir = { readonly dir: Name }

export type Role = "cold_start" | "successor"

/** What a successor of the implementation does by itself once it has Begin: the waits come before the step that they are named after. */
export type Script = { readonly acquire_after_ms?: Milliseconds; readonly ready_after_ms?: Milliseconds; readonly heartbeats?: boolean; readonly write?: Text; readonly listeners?: readonly Name[]; readonly snapshot?: Snapshot }

/** How a handoff ended. */
export type Outcome = { readonly committed: boolean; readonly handoff_id: HandoffId; readonly reason?: Text; readonly child_pid?: number }

/** One event of a process. */
export type TraceEntry = { readonly seq: number; readonly at_ms?: Milliseconds; readonly process: Name; readonly event: "frame_sent" | "frame_received" | "hook_started" | "hook_ended" | "lock_taken" | "lock_freed" | "spawned" | "killed" | "reaped" | "journal_written" | "journal_deleted" | "path_bound" | "exited"; readonly message?: string; readonly hook?: Hook; readonly phase?: Phase }

/** A row of the crash matrix: who dies, and directly after or inside what. */
export type CrashPoint = "s-after-o-hello" | "s-after-spawn-successor" | "s-after-n-hello" | "s-after-prepare-sent" | "s-after-drained-recv" | "s-after-seal-request-sent" | "s-after-seal-complete-recv" | "s-after-begin-sent" | "s-after-ready-recv" | "s-after-commit-sent" | "s-after-journal-clear" | "o-inside-drain" | "o-after-drained-sent" | "o-inside-seal" | "o-after-seal-flock-released" | "o-after-seal-complete-sent" | "o-after-commit-recv" | "n-before-handshake" | "n-after-handshake" | "n-after-begin" | "n-before-announce-ready" | "n-after-ready-sent"

/** Parameters and result of every operation. */
export interface Operations {
  /** Writes one message as one frame. What is no message, or too large, is refused without a byte. */
  readonly 'codec.encode': { readonly params: { readonly message: { readonly [member: string]: Json | undefined }; readonly version?: number }; readonly result: { readonly frame: Bytes } }
  /** Reads the frame at the front of the bytes, behind which the stream ends. */
  readonly 'codec.decode': { readonly params: { readonly hex: Bytes; readonly negotiated?: number }; readonly result: { readonly version: number; readonly message: Message; readonly consumed: number } }
  /** The highest version that two ranges have in common. */
  readonly 'codec.negotiate': { readonly params: { readonly our_min: number; readonly our_max: number; readonly their_min: number; readonly their_max: number }; readonly result: { readonly version: number } }
  /** What messages and logs call a message. */
  readonly 'codec.short_name': { readonly params: { readonly message: Message }; readonly result: { readonly name: string } }
  /** Observation: the most memory that was allocated at once while these bytes were decoded. */
  readonly 'codec.memory': { readonly params: { readonly hex: Bytes }; readonly result: { readonly peak_bytes: number } }
  /** A reader of a stream. */
  readonly 'reader.new': { readonly params: { readonly reader: Name; readonly negotiated?: number }; readonly result: Empty }
  /** Bytes arrive. */
  readonly 'reader.push': { readonly params: { readonly reader: Name; readonly hex: Bytes }; readonly result: Events }
  /** A read timed out before more came. */
  readonly 'reader.timeout': { readonly params: ReaderName; readonly result: Events }
  /** The stream ends. */
  readonly 'reader.eof': { readonly params: ReaderName; readonly result: Events }
  /** The content of a journal file. */
  readonly 'journal.encode': { readonly params: { readonly record: { readonly [member: string]: Json | undefined } }; readonly result: { readonly hex: Bytes } }
  /** Reads the content of a journal file. */
  readonly 'journal.decode': { readonly params: { readonly hex: Bytes }; readonly result: { readonly record: Journal } }
  /** What a process makes of these variables and of these descriptors, from number 3 on; asked twice in one process of its own. */
  readonly 'environment.detect': { readonly params: { readonly environment: Environment; readonly descriptors: readonly DescriptorKind[] }; readonly result: { readonly role: Role; readonly listeners: readonly Text[]; readonly left: readonly string[]; readonly again: Role } }
  /** A process of the implementation takes the lock of a data directory. */
  readonly 'lock.acquire': { readonly params: { readonly lock: Name; readonly dir: Name; readonly break_stale?: boolean }; readonly result: Empty }
  /** It lets the lock go. */
  readonly 'lock.drop': { readonly params: { readonly lock: Name }; readonly result: Empty }
  /** Two processes of the implementation take the lock in turn as fast as they can. lost: how often the holder did not find itself in the pidfile. */
  readonly 'lock.race': { readonly params: { readonly dir: Name; readonly rounds: number }; readonly result: { readonly lost: number } }
  /** The process that took it dies without a word. */
  readonly 'lock.kill': { readonly params: { readonly lock: Name }; readonly result: Empty }
  /** Whether the lock of a data directory is free, found out on a description of its own and without touching the pidfile. */
  readonly 'dir.lock': { readonly params: Dir; readonly result: { readonly free: boolean } }
  /** The lock file and the pidfile of a data directory. */
  readonly 'dir.files': { readonly params: Dir; readonly result: { readonly lock_inode?: U64; readonly pidfile?: Text } }
  /** Where a data directory and its files really are, for a driver that connects and locks by itself. */
  readonly 'dir.paths': { readonly params: Dir; readonly result: { readonly data_dir: Text; readonly control: Text; readonly journal: Text } }
  /** Another process, which is none of the implementation, takes the lock. */
  readonly 'dir.hold': { readonly params: { readonly dir: Name; readonly lock: Name }; readonly result: Empty }
  /** It lets the lock go. */
  readonly 'dir.release': { readonly params: { readonly lock: Name }; readonly result: Empty }
  /** The pidfile gets this text. */
  readonly 'dir.write_pidfile': { readonly params: { readonly dir: Name; readonly text: Text }; readonly result: Empty }
  /** The content of the journal file of a data directory. */
  readonly 'dir.read_journal': { readonly params: Dir; readonly result: { readonly hex?: Bytes } }
  /** The journal file gets this content. */
  readonly 'dir.write_journal': { readonly params: { readonly dir: Name; readonly hex: Bytes }; readonly result: Empty }
  /** What was written into the data directory and not made durable is lost. */
  readonly 'dir.lose_unsynced': { readonly params: Dir; readonly result: Empty }
  /** The driver connects to the control path of a data directory. */
  readonly 'control.connect': { readonly params: { readonly dir: Name; readonly stream: Name; readonly uid?: number }; readonly result: { readonly connected: boolean; readonly why?: "absent" | "refused" | "denied" } }
  /** The driver takes the control path: it plays the incumbent. */
  readonly 'control.listen': { readonly params: Dir; readonly result: Empty }
  /** A connection that came to the driver. */
  readonly 'control.accept': { readonly params: { readonly dir: Name; readonly stream: Name; readonly max_ms?: Milliseconds }; readonly result: { readonly accepted: boolean } }
  /** The driver leaves the control path; it stays and answers nobody. */
  readonly 'control.unlisten': { readonly params: Dir; readonly result: Empty }
  /** Permission bits of the control path. */
  readonly 'control.mode': { readonly params: Dir; readonly result: { readonly mode?: number } }
  /** The driver connects to the control path again and again. */
  readonly 'control.watch': { readonly params: { readonly dir: Name; readonly watch: Name }; readonly result: Empty }
  /** It ends; how often it connected, found no path, and found a path that nobody answered. */
  readonly 'control.watched': { readonly params: { readonly watch: Name }; readonly result: { readonly attempts: number; readonly absent: number; readonly unanswered: number } }
  /** The driver sends bytes. */
  readonly 'stream.send': { readonly params: { readonly stream: Name; readonly hex: Bytes }; readonly result: Empty }
  /** What has come; no bytes where nothing came in time. */
  readonly 'stream.receive': { readonly params: { readonly stream: Name; readonly max_ms?: Milliseconds }; readonly result: { readonly hex: Bytes; readonly closed?: boolean } }
  /** The driver closes its end. */
  readonly 'stream.close': { readonly params: { readonly stream: Name; readonly reset?: boolean }; readonly result: Empty }
  /** Whether a process has ended. */
  readonly 'process.exit': { readonly params: { readonly process: Name; readonly max_ms?: Milliseconds }; readonly result: { readonly exited: boolean; readonly code?: number } }
  /** The process dies without a word. */
  readonly 'process.kill': { readonly params: { readonly process: Name }; readonly result: Empty }
  /** The process stands still. */
  readonly 'process.stop': { readonly params: { readonly process: Name }; readonly result: Empty }
  /** It goes on. */
  readonly 'process.continue': { readonly params: { readonly process: Name }; readonly result: Empty }
  /** The process dies when it next reaches a point of the crash matrix; also one that is started later under this name. */
  readonly 'process.crash_at': { readonly params: { readonly process: Name; readonly point: CrashPoint }; readonly result: Empty }
  /** Observation: how many descriptors a process has open. */
  readonly 'process.descriptors': { readonly params: { readonly process: Name }; readonly result: { readonly count: number } }
  /** A process may open no further descriptor, or as many as before. */
  readonly 'process.limit_descriptors': { readonly params: { readonly process: Name; readonly limited: boolean }; readonly result: Empty }
  /** Cold start: takes the lock, binds the control path, serves. */
  readonly 'incumbent.start': { readonly params: { readonly incumbent: Name; readonly dir: Name; readonly build_id?: Bytes; readonly hooks?: Hooks }; readonly result: { readonly pid: number } }
  /** A blocked hook goes on. */
  readonly 'incumbent.release': { readonly params: { readonly incumbent: Name; readonly hook: Hook }; readonly result: Empty }
  /** Every call of a hook so far, as the consumer saw it. */
  readonly 'incumbent.hooks': { readonly params: { readonly incumbent: Name }; readonly result: { readonly calls: readonly HookCall[] } }
  /** Whether the incumbent serves its control path. */
  readonly 'incumbent.serve': { readonly params: { readonly incumbent: Name }; readonly result: { readonly serve: "running" | "ended" | "failed"; readonly error?: Failure } }
  /** Observation: where the session stands. */
  readonly 'incumbent.state': { readonly params: { readonly incumbent: Name }; readonly result: { readonly session: "listening" | "await_ack" | "active" | "draining" | "drained" | "sealing" | "sealed" | "reacquiring" | "committed" | "failed" } }
  /** A client writes through the consumer of a process. */
  readonly 'client.write': { readonly params: { readonly process: Name; readonly key: Text; readonly value: Text }; readonly result: { readonly acknowledged: boolean } }
  /** A client reads through the consumer of a process. */
  readonly 'client.read': { readonly params: { readonly process: Name; readonly key: Text }; readonly result: { readonly found: boolean; readonly value?: Text } }
  /** Clients connect to a listener again and again. */
  readonly 'client.start': { readonly params: { readonly clients: Name; readonly supervisor: Name; readonly listener: Name; readonly interval_ms?: Milliseconds }; readonly result: Empty }
  /** They end; what they saw. */
  readonly 'client.stop': { readonly params: { readonly clients: Name }; readonly result: { readonly attempts: number; readonly refused: number; readonly reset: number; readonly longest_wait_ms?: Milliseconds } }
  /** Starts a process as a supervisor would; the driver holds the other end of its control stream. */
  readonly 'successor.start': { readonly params: { readonly successor: Name; readonly dir: Name; readonly stream: Name; readonly listeners?: readonly Name[]; readonly environment?: Environment; readonly needs?: readonly Name[]; readonly hooks?: Hooks }; readonly result: { readonly pid: number } }
  /** It detects its role and shakes hands. */
  readonly 'successor.handshake': { readonly params: { readonly successor: Name; readonly call: Name; readonly build_id?: Bytes }; readonly result: Empty }
  /** It waits for Begin. */
  readonly 'successor.wait_for_begin': { readonly params: { readonly successor: Name; readonly call: Name }; readonly result: Empty }
  /** It takes a listener by name. */
  readonly 'successor.take': { readonly params: { readonly successor: Name; readonly listener: Text }; readonly result: { readonly taken: boolean } }
  /** It takes the lock. */
  readonly 'successor.acquire': { readonly params: { readonly successor: Name }; readonly result: Empty }
  /** It begins or stops to send heartbeats. */
  readonly 'successor.heartbeats': { readonly params: { readonly successor: Name; readonly on: boolean }; readonly result: Empty }
  /** It sends Ready, and binds the control path behind it; from then on its name is that of an incumbent. */
  readonly 'successor.announce': { readonly params: { readonly successor: Name; readonly snapshot: Snapshot; readonly bind?: boolean }; readonly result: Empty }
  /** A supervisor of the incumbent on the control path of a data directory. */
  readonly 'supervisor.start': { readonly params: { readonly supervisor: Name; readonly dir: Name; readonly listeners?: readonly Name[]; readonly descriptors?: readonly number[]; readonly journal?: boolean; readonly environment?: Environment }; readonly result: { readonly pid: number } }
  /** It hands over to a child. */
  readonly 'supervisor.perform': { readonly params: { readonly supervisor: Name; readonly call: Name; readonly deadline_ms: U64; readonly grace_ms: U64; readonly child: "relay" | "successor" | "missing"; readonly process?: Name; readonly script?: Script; readonly environment?: Environment }; readonly result: Empty }
  /** The child that was spawned for the driver. */
  readonly 'supervisor.child': { readonly params: { readonly supervisor: Name; readonly stream: Name; readonly process: Name; readonly max_ms?: Milliseconds }; readonly result: { readonly spawned: boolean; readonly pid?: number; readonly environment?: Environment; readonly descriptors?: readonly ({ readonly number: number; readonly kind: DescriptorKind; readonly listener?: Name; readonly close_on_exec: boolean })[] } }
  /** It looks into its journal, as after a restart. */
  readonly 'supervisor.resume': { readonly params: { readonly supervisor: Name; readonly call: Name }; readonly result: Empty }
  /** Its write of the journal with this number from now on fails, counted from 1. */
  readonly 'supervisor.fail_journal': { readonly params: { readonly supervisor: Name; readonly write: number }; readonly result: Empty }
  /** How a call that takes time ended. */
  readonly 'call.result': { readonly params: { readonly call: Name; readonly max_ms?: Milliseconds }; readonly result: { readonly state: "pending" } | { readonly state: "done"; readonly outcome?: Outcome; readonly record?: Journal; readonly handoff_id?: HandoffId } | { readonly state: "failed"; readonly error: Failure; readonly message?: Text } }
  /** Observation: one ordered log of all processes. */
  readonly 'trace.read': { readonly params: { readonly since?: number }; readonly result: { readonly entries: readonly TraceEntry[] } }
  /** Time passes; every deadline on the way is acted on, in order. */
  readonly 'clock.advance': { readonly params: { readonly ms: Milliseconds }; readonly result: Empty }
  /** Virtual milliseconds since reset. */
  readonly 'clock.now': { readonly params: Empty; readonly result: { readonly ms: Milliseconds } }
}
