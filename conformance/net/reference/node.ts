import type { Behaviour, Phase } from '../../../spec/net/adapter.types.ts'
import type { CausalEvent, CausalLink, FailureReason, Subscription } from '../../../spec/net/messages.types.ts'
import type { Reassembler } from '../../../spec/net/reassembly.ts'
import type { Runtime } from './runtime.ts'
import type { Timer, World } from './world.ts'

/** A node and everything that it keeps. Node ids and origins are decimal strings, as everywhere in the catalogue. */
export interface Node {
  readonly id: string
  readonly world: World
  /** A bare node has no roles. */
  handler: boolean
  /** Whether it takes inbound migrations. */
  ready: boolean
  policy: { readonly kind: 'local_only' | 'allowlist' | 'any'; readonly allowed: readonly string[] }
  /** Its X25519 secret, where it has an identity. */
  readonly secret?: Uint8Array
  /** X25519 keys of peers. */
  readonly keys: Map<string, Uint8Array>
  readonly copies: Map<string, Copy>
  readonly entries: Map<string, Entry>
  /** Entries that a migration used up; they come back when the daemon leaves. */
  readonly usedEntries: Map<string, Entry>
  readonly bindings: Map<string, { readonly orchestrator?: string; readonly source?: string }>
  readonly records: Map<string, OrchestratorRecord>
  readonly sources: Map<string, SourceRecord>
  /** Migrations that took a daemon away, the latest ones. */
  readonly gone: Map<string, Gone>
  readonly targets: Map<string, TargetRecord>
  readonly completions: Map<string, Completion>
  /** Restores that take time. */
  readonly restoring: Map<string, Restoring>
  reassembler: Reassembler
  /** Who sends the chunks that wait, in the order of the last chunk. */
  readonly senders: Map<string, ChunkSender>
  readonly counts: Map<string, Counts>
  observed: readonly Observed[]
  /** What the node sent to itself and has not yet handled. */
  inner: readonly Uint8Array[]
  /** What a driven node sent since the operation began. */
  out: Sending[]
  /** What waits for link.carry, by receiver. */
  readonly held: Map<string, readonly Uint8Array[]>
  /** A node of a mesh has a runtime, or is bare. */
  readonly linked: boolean
  readonly runtime?: Runtime
  /** Time that the next restore takes. */
  restoreStall: number
}

export interface Sending {
  readonly to: string
  readonly bytes: Uint8Array
}

/** One copy of a daemon. */
export interface Copy {
  readonly origin: string
  readonly entityId: Uint8Array
  /** Absent where the node knows the public key only. */
  readonly seed?: Uint8Array
  readonly behaviour: Behaviour
  readonly kind?: string
  live: boolean
  state: Uint8Array
  /** Link of the last output. */
  head: CausalLink
  /** Payload of the last output; none before the first one since the copy was built. */
  headPayload: Uint8Array
  /** Sequence of the last event that was processed. */
  last: bigint
  /** The last 4096 sequences since it was built. */
  processed: string[]
  processedCount: number
  /** How often it has failed on the event that it fails on. */
  failures: number
  ledger: readonly Subscription[]
}

/** What a node needs to build a daemon; without a seed the key comes with the snapshot. */
export interface Entry {
  readonly origin: string
  readonly seed?: Uint8Array
  readonly behaviour: Behaviour
  readonly kind?: string
  /** Restores that this entry has refused. */
  refusedRestores: number
}

export interface OrchestratorRecord {
  readonly origin: string
  readonly source: string
  readonly target: string
  phase: Phase
  /** When the phase began. */
  since: number
  /** Sequence of the snapshot, once it is known. */
  sequence: bigint
  repeat?: Timer
}

export interface SourceRecord {
  readonly orchestrator: string
  target: string
  readonly through: bigint
  /** What is added to the sequences of events on their way to the target (NET-141). */
  readonly shift: bigint
  readonly chunks: readonly Uint8Array[]
  phase: 'buffering' | 'cutover'
  buffer: CausalEvent[]
  /** Bytes of payload in the buffer. */
  bytes: number
}

export interface Gone {
  readonly orchestrator: string
}

export interface TargetRecord {
  readonly orchestrator: string
  source?: string
  phase: 'restore' | 'replay'
  /** Highest sequence up to which nothing is missing. */
  cursor: bigint
  readonly pending: Map<bigint, CausalEvent>
  pendingBytes: number
  readonly sequence: bigint
  /** SHA-256 of the snapshot. */
  readonly digest: string
}

export interface Completion {
  readonly orchestrator: string
  readonly cursor: bigint
  readonly sequence: bigint
  readonly digest: string
}

export interface Restoring {
  readonly orchestrator: string
  readonly timer: Timer
}

export interface ChunkSender {
  readonly sequence: string
  readonly from: string
  readonly fed: number
}

export interface Counts {
  snapshots: number
  constructions: number
  restores: number
}

export interface Observed {
  readonly origin: string
  readonly event: 'post_restore' | 'pre_cleanup' | 'failure'
  readonly reason?: FailureReason
  /** Of a failure: whether the orchestrator still had its record. */
  readonly record?: boolean
  /** Of a cleanup: whether the daemon was still there. */
  readonly host?: boolean
}
