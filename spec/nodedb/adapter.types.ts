// Generated from urn:cutover:nodedb:adapter by `npm run types`. Do not edit.

import type { Json } from '../json.ts'
import type { Bytes, Message, ResyncReason, Text, U64 } from './messages.types.ts'

export type Empty = Readonly<Record<string, never>>

/** Whose stream or session. */
export type Peer = U64

export type Hex = { readonly hex: Bytes }

/** One document of a snapshot. */
export type Item = { readonly document_id: Text; readonly payload: Bytes }

/** Virtual milliseconds. */
export type Milliseconds = number

export type Advance = { readonly ms: Milliseconds }

export type Up = { readonly up: boolean }

export type PeerUp = { readonly peer: Peer; readonly up: boolean }

export type PeerOnly = { readonly peer: Peer }

export type PeerFrame = { readonly peer: Peer; readonly hex: Bytes }

/** Why the input had no effect. */
export type Refused = "id-zero" | "stale-snapshot" | "exhausted" | "bad-event" | "no-session" | "no-right" | "unknown-collection" | "frame-too-short" | "frame-version" | "frame-unknown-type" | "frame-truncated" | "frame-checksum" | "body-invalid"

/** What one input made a receiver do. */
export type Received = { readonly frames: readonly ({ readonly peer: Peer; readonly frame: Bytes })[]; readonly applied: readonly ({ readonly peer: Peer; readonly collection: Text; readonly mutation_id: U64 })[]; readonly installed: readonly ({ readonly peer: Peer; readonly collection: Text; readonly watermark: U64 })[]; readonly refused?: Refused }

export type Frames = { readonly frames: readonly Bytes[] }

/** What was pushed, in order; mutation_id is a delta. */
export type Sent = readonly ({ readonly peer: Peer; readonly at_ms: Milliseconds; readonly mutation_id: U64 } | { readonly peer: Peer; readonly at_ms: Milliseconds; readonly control: Control })[]

/** A frame that is no delta, by its message type. */
export type Control = "DeltaAck" | "DeltaReject" | "PingPong" | "CollectionPurged" | "HandshakeAck" | "ShapeSnapshot"

export type Pushed = { readonly sent: Sent }

export type Out = { readonly kind: "delta"; readonly frame: Bytes } | { readonly kind: "snapshot"; readonly collection: Text; readonly watermark: U64; readonly items: readonly Item[] }

/** A session as ses.open numbered it. */
export type Session = number

/** Parameters and result of every operation. */
export interface Operations {
  /** Writes one message as one frame of the dialect. What is no message of the dialect is refused without a frame. */
  readonly 'codec.encode': { readonly params: { readonly message: { readonly [member: string]: Json | undefined } }; readonly result: { readonly frame: Bytes } }
  /** Reads the frame at the front of the bytes. */
  readonly 'codec.decode': { readonly params: Hex; readonly result: { readonly type: number; readonly consumed: number; readonly message: Message } }
  /** The checksum of a payload. */
  readonly 'codec.crc32c': { readonly params: Hex; readonly result: { readonly crc32c: number } }
  /** A delta arrives. */
  readonly 'rx.delta': { readonly params: { readonly peer?: Peer; readonly collection: Text; readonly document_id: Text; readonly mutation_id: U64; readonly payload: Bytes; readonly checksum: number }; readonly result: Received }
  /** A frame arrives as bytes, whatever it holds. */
  readonly 'rx.frame': { readonly params: { readonly peer?: Peer; readonly hex: Bytes }; readonly result: Received }
  /** A snapshot of a collection arrives: the effects of exactly the ids up to the watermark. It is abstract here; an adapter may carry it as it likes. */
  readonly 'rx.snapshot': { readonly params: { readonly peer?: Peer; readonly collection: Text; readonly watermark: U64; readonly items: readonly Item[] }; readonly result: Received }
  /** What the start found in the local store; only directly after reset or rx.restart. clean: next is the durable lowest id not applied. corrupt: of one collection, or of everything when none is named. */
  readonly 'rx.cold_start': { readonly params: { readonly peer?: Peer; readonly collection?: Text; readonly verdict: "clean" | "corrupt"; readonly next?: U64 }; readonly result: Received }
  /** The local state of a collection is found inconsistent with the deltas received. */
  readonly 'rx.diverge': { readonly params: { readonly peer?: Peer; readonly collection: Text }; readonly result: Received }
  /** The link to the sender goes down or comes back. Up while up does nothing. */
  readonly 'rx.link': { readonly params: { readonly peer?: Peer; readonly up: boolean }; readonly result: Received }
  /** Time passes; every deadline on the way is acted on, in order. */
  readonly 'rx.advance': { readonly params: Advance; readonly result: Received }
  /** The receiver crashes and starts again; what is durable survives. */
  readonly 'rx.restart': { readonly params: Empty; readonly result: Received }
  /** The documents of a collection. While its state is not served, documents is absent. */
  readonly 'rx.documents': { readonly params: { readonly peer?: Peer; readonly collection: Text }; readonly result: { readonly documents?: readonly Item[] } }
  /** Observation: what the receiver keeps of its streams. */
  readonly 'rx.state': { readonly params: Empty; readonly result: { readonly streams: readonly ({ readonly peer: Peer; readonly collection: Text; readonly phase: "fresh" | "live" | "gapped" | "rebuilding"; readonly next?: U64; readonly until?: U64; readonly outstanding?: { readonly reason: ResyncReason; readonly from: U64; readonly attempts: number }; readonly duplicates?: number; readonly bad?: number })[] } }
  /** The log of a collection grows by one delta; its checksum is computed. */
  readonly 'tx.append': { readonly params: { readonly collection: Text; readonly document_id: Text; readonly payload: Bytes }; readonly result: { readonly mutation_id: U64 } }
  /** Ids below the floor are no longer kept as deltas. */
  readonly 'tx.compact': { readonly params: { readonly collection: Text; readonly floor: U64 }; readonly result: Empty }
  /** A peer has a session, as a principal that may read the named collections; all of them when none are named. */
  readonly 'tx.attach': { readonly params: { readonly peer: Peer; readonly collections?: readonly Text[] }; readonly result: Empty }
  /** From now on the principal of a peer may read exactly these collections. */
  readonly 'tx.rights': { readonly params: { readonly peer: Peer; readonly collections: readonly Text[] }; readonly result: Empty }
  /** The session of a peer ends, or a new one begins. */
  readonly 'tx.link': { readonly params: PeerUp; readonly result: Empty }
  /** A frame of a peer arrives: a request, or anything else. */
  readonly 'tx.frame': { readonly params: PeerFrame; readonly result: { readonly refused?: Refused } }
  /** What the sender now pushes to a peer: at most max deltas and snapshots, in order. Fewer than max says that nothing is left. */
  readonly 'tx.drain': { readonly params: { readonly peer: Peer; readonly max: number }; readonly result: { readonly out: readonly Out[] } }
  /** A peer acknowledges one mutation of a collection. */
  readonly 'tx.ack': { readonly params: { readonly peer: Peer; readonly collection: Text; readonly mutation_id: U64 }; readonly result: Empty }
  /** The ids of a collection that are pushed to a peer and not acknowledged, ascending. */
  readonly 'tx.pending': { readonly params: { readonly peer: Peer; readonly collection: Text }; readonly result: { readonly mutation_ids: readonly U64[] } }
  /** The next attempts to produce a snapshot fail. */
  readonly 'tx.fail_snapshot': { readonly params: { readonly times: number }; readonly result: Empty }
  /** The sender crashes and starts again; log, ids and rights survive, sessions do not. */
  readonly 'tx.restart': { readonly params: Empty; readonly result: Empty }
  /** Observation: bounds of the logs. */
  readonly 'tx.state': { readonly params: Empty; readonly result: { readonly collections: readonly ({ readonly collection: Text; readonly floor: U64; readonly head: U64 })[] } }
  /** The incoming queue now holds so many deltas. */
  readonly 'tq.depth': { readonly params: { readonly depth: number }; readonly result: Frames }
  /** The link goes down or comes back. */
  readonly 'tq.link': { readonly params: Up; readonly result: Frames }
  /** A frame arrives. */
  readonly 'tq.frame': { readonly params: Hex; readonly result: Frames }
  /** Time passes. */
  readonly 'tq.advance': { readonly params: Advance; readonly result: Frames }
  /** Observation: whether the requester is engaged. */
  readonly 'tq.state': { readonly params: Empty; readonly result: { readonly engaged: boolean } }
  /** A peer has a session; its deltas are numbered from 1. */
  readonly 'tg.attach': { readonly params: PeerOnly; readonly result: Pushed }
  /** So many deltas are due for a peer. first and last are the ids that they consumed, also where a full queue drops some. */
  readonly 'tg.enqueue': { readonly params: { readonly peer: Peer; readonly count: number }; readonly result: { readonly first: U64; readonly last: U64; readonly sent: Sent } }
  /** A frame that is no delta is due for a peer. */
  readonly 'tg.control': { readonly params: { readonly peer: Peer; readonly control: Control }; readonly result: Pushed }
  /** A frame of a peer arrives. */
  readonly 'tg.frame': { readonly params: PeerFrame; readonly result: Pushed }
  /** The session of a peer ends, or a new one begins. */
  readonly 'tg.link': { readonly params: PeerUp; readonly result: Pushed }
  /** Time passes. */
  readonly 'tg.advance': { readonly params: Advance; readonly result: Pushed }
  /** Observation: limits and queues. */
  readonly 'tg.state': { readonly params: Empty; readonly result: { readonly peers: readonly ({ readonly peer: Peer; readonly limited: boolean; readonly rate?: U64; readonly queued: number })[] } }
  /** A connection is accepted. */
  readonly 'ses.open': { readonly params: Empty; readonly result: { readonly session: Session } }
  /** A frame of the client arrives on a session. */
  readonly 'ses.frame': { readonly params: { readonly session: Session; readonly hex: Bytes }; readonly result: { readonly frames: readonly Bytes[]; readonly applied: readonly ({ readonly peer: Peer; readonly collection: Text; readonly mutation_id: U64 })[] } }
  /** The connection ends. */
  readonly 'ses.close': { readonly params: { readonly session: Session }; readonly result: Empty }
  /** A token that a handshake accepts until it expires. */
  readonly 'ses.token': { readonly params: { readonly token?: Text; readonly tenant_id?: number; readonly lifetime_ms?: Milliseconds }; readonly result: { readonly token: Text } }
  /** Time passes. */
  readonly 'ses.advance': { readonly params: Advance; readonly result: Empty }
  /** Observation: counters of a session. */
  readonly 'ses.state': { readonly params: { readonly session: Session }; readonly result: { readonly authenticated: boolean; readonly processed: number; readonly rejected: number; readonly silent: number } }
}
