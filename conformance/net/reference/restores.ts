import type { FailureReason, Message, Snapshot, Subscription } from '../../../spec/net/messages.types.ts'
import { bytesOf, digestOf, hexOf } from './codec.ts'
import type { Identity } from './daemons.ts'
import type { Copy, Entry, Node } from './node.ts'
import type { Parts } from './parts.ts'

/** A snapshot whose chunks are all there. */
export interface Complete {
  readonly from: string
  readonly origin: string
  /** As its messages say. */
  readonly sequence: string
  readonly bytes: Uint8Array
}

/** Why a daemon is not restored. */
export interface Refusal {
  readonly refused: FailureReason
}

/** The role that receives a daemon, until it is restored. */
export interface Restores {
  /** A chunk from a node that may send it. False if it is refused. */
  chunk(node: Node, from: string, message: Extract<Message, { readonly type: 'SnapshotReady' }>): string | undefined
  complete(node: Node, complete: Complete): void
  /** Builds the copy, or says why not. */
  restore(node: Node, complete: Complete, snapshot: Snapshot): Refusal | Copy
  /** The identity under which the daemon is restored, or why there is none (NET-087, NET-090, NET-099, NET-100). */
  identity(node: Node, snapshot: Snapshot, entry: Entry): Refusal | Identity
  isReady(node: Node): boolean
}

/** Chunks whose refusal makes the transfer impossible (NET-033). */
const FATAL = new Set(['empty_chunk', 'total_mismatch', 'conflicting_chunk', 'too_many_bytes'])

export function createRestores(parts: Parts): Restores {
  const fail = (node: Node, to: string, origin: string, reason: FailureReason): void =>
    parts.post.send(node, to, { type: 'MigrationFailed', daemon_origin: origin, reason })
  const acknowledge = (node: Node, to: string, origin: string, sequence: bigint): void =>
    parts.post.send(node, to, { type: 'RestoreComplete', daemon_origin: origin, restored_seq: String(sequence) })

  return {
    chunk: (
      node,
      from,
      { daemon_origin: origin, seq_through: sequence, chunk_index, total_chunks, snapshot_bytes },
    ) => {
      if (parts.reassembly.hasOtherSender(node, origin, sequence, from)) return 'wrong_sender'
      const place = { origin, sequence, index: chunk_index, total: total_chunks }
      const fed = parts.reassembly.receive(node, from, { ...place, bytes: bytesOf(snapshot_bytes) })
      if (fed.snapshot !== undefined) parts.restores.complete(node, { from, origin, sequence, bytes: fed.snapshot })
      if (fed.refused === undefined) return undefined
      const { code } = fed.refused
      if (FATAL.has(code)) {
        parts.reassembly.drop(node, origin)
        fail(node, from, origin, stateFailed(`the chunk was refused: ${code}`))
      }
      return code
    },
    complete: (node, complete) => {
      const { from, origin, sequence, bytes } = complete
      const read = parts.codec.decodeSnapshot(bytes)
      if (!('snapshot' in read)) return fail(node, from, origin, stateFailed('the snapshot cannot be read'))
      const { snapshot } = read
      if (snapshot.through_seq !== sequence || snapshot.chain_link.origin_hash !== origin)
        return fail(node, from, origin, stateFailed('the snapshot is not the one that was announced'))
      const digest = digestOf(bytes).sha256
      const record = node.targets.get(origin)
      if (record?.digest === digest) return acknowledge(node, from, origin, record.sequence)
      if (record !== undefined) {
        if (parts.choices.staleSnapshot() === 'refuse') return fail(node, from, origin, { kind: 'AlreadyMigrating' })
        parts.targets.giveUp(node, origin)
      }
      const completion = node.completions.get(origin)
      if (completion?.digest === digest && node.copies.has(origin)) {
        if (parts.choices.lateSnapshot() === 'acknowledge') acknowledge(node, from, origin, completion.sequence)
        return
      }
      if (!parts.restores.isReady(node)) return fail(node, from, origin, { kind: 'NotReady' })
      if (parts.factories.find(node, origin) === undefined) return fail(node, from, origin, { kind: 'FactoryNotFound' })
      const build = (): void => {
        node.restoring.delete(origin)
        const restored = parts.restores.restore(node, complete, snapshot)
        if ('refused' in restored) {
          fail(node, from, origin, restored.refused)
          return
        }
        const source = node.bindings.get(origin)?.source ?? node.records.get(origin)?.source
        parts.copies.put(node, restored)
        node.completions.delete(origin)
        node.gone.delete(origin)
        node.targets.set(origin, {
          orchestrator: from,
          ...(source === undefined ? {} : { source }),
          phase: 'restore',
          cursor: BigInt(snapshot.through_seq),
          pending: new Map(),
          pendingBytes: 0,
          sequence: BigInt(snapshot.through_seq),
          digest,
        })
        parts.copies.counts(node, origin).restores++
        parts.observers.hear(node, { origin, event: 'post_restore' })
        parts.subscriptions.join(node, origin, restored.ledger)
        acknowledge(node, from, origin, BigInt(snapshot.through_seq))
      }
      const { restoreStall } = node
      node.restoreStall = 0
      if (restoreStall === 0) return build()
      node.restoring.set(origin, { orchestrator: from, timer: node.world.after(restoreStall, build) })
    },
    restore: (node, { origin }, snapshot) => {
      const entry = parts.factories.find(node, origin)
      if (entry === undefined) return { refused: { kind: 'FactoryNotFound' } }
      const identity = parts.restores.identity(node, snapshot, entry)
      if ('refused' in identity) return identity
      if (hexOf(identity.entityId) !== snapshot.entity_id)
        return { refused: stateFailed('the key is not that of the snapshot') }
      const ledger = parts.codec.decodeLedger(bytesOf(snapshot.bindings))
      if (!('ledger' in ledger)) return { refused: stateFailed('the ledger cannot be read') }
      if (node.copies.has(origin)) return { refused: stateFailed('the daemon lives here already') }
      parts.copies.constructed(node, origin, entry.kind)
      const restored = parts.daemons.restore(identity, entry, {
        head: snapshot.chain_link,
        state: bytesOf(snapshot.state),
        ledger: once(ledger.ledger),
      })
      if (restored === undefined) return { refused: stateFailed('the daemon refuses the state') }
      restored.live = false
      return restored
    },
    identity: (node, { envelope, entity_id, chain_link }, { seed }) => {
      if (envelope !== undefined && node.secret !== undefined) {
        const opened = parts.envelopes.open(envelope, bytesOf(entity_id), chain_link, node.secret)
        if (opened !== undefined) return { entityId: bytesOf(entity_id), seed: opened }
        return { refused: { kind: 'IdentityTransportFailed', text: 'the envelope does not open' } }
      }
      if (seed === undefined)
        return { refused: { kind: 'IdentityTransportFailed', text: 'there is no key for the daemon' } }
      return { entityId: parts.identities.entityOf(seed), seed }
    },
    isReady: ({ ready, runtime }) => ready && runtime?.takesInbound() !== false,
  }
}

function stateFailed(text: string): FailureReason {
  return { kind: 'StateFailed', text }
}

/** A ledger has one entry for each publisher and channel: the last one says which token. */
function once(ledger: readonly Subscription[]): readonly Subscription[] {
  const entries = new Map(ledger.map((entry) => [`${entry.publisher} ${entry.channel}`, entry]))
  return [...entries.values()]
}
