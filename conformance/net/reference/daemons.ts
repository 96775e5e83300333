import type { Behaviour } from '../../../spec/net/adapter.types.ts'
import { genesis } from '../../../spec/net/chain.ts'
import type { CausalEvent, CausalLink, Snapshot, Subscription } from '../../../spec/net/messages.types.ts'
import { hexOf } from './codec.ts'
import type { Copy, Entry, Node } from './node.ts'
import type { Parts } from './parts.ts'

/** The identity under which a daemon runs; without a seed it knows its public key only. */
export interface Identity {
  readonly entityId: Uint8Array
  readonly seed?: Uint8Array
}

/** What a snapshot gives a copy. */
export interface Restored {
  readonly head: CausalLink
  readonly state: Uint8Array
  readonly ledger: readonly Subscription[]
}

/** Daemons for tests: what they are built of, what they do with an event, and what a snapshot of them is. */
export interface Daemons {
  build(identity: Identity, entry: Pick<Entry, 'behaviour' | 'kind'>): Copy
  /** Outputs of an event, in order; undefined if the daemon fails on it, and nothing has changed then. */
  process(node: Node, copy: Copy, event: CausalEvent): readonly CausalEvent[] | undefined
  /** Whether the daemon has a snapshot at all. */
  hasSnapshot(copy: Copy): boolean
  snapshot(node: Node, copy: Copy): Snapshot | undefined
  /** A live copy with the state of a snapshot, or undefined if the daemon refuses it. */
  restore(identity: Identity, entry: Entry, restored: Restored): Copy | undefined
}

const REMEMBERED = 4096

export function createDaemons(parts: Parts): Daemons {
  return {
    build: ({ entityId, seed }, { behaviour, kind }) => {
      const origin = parts.identities.originOf(entityId)
      return {
        origin,
        entityId,
        ...(seed === undefined ? {} : { seed }),
        behaviour,
        ...(kind === undefined ? {} : { kind }),
        live: true,
        state: counts(behaviour) ? Buffer.alloc(8) : Buffer.alloc(0),
        head: genesis(origin),
        headPayload: Buffer.alloc(0),
        last: 0n,
        processed: [],
        processedCount: 0,
        failures: 0,
        ledger: [],
      }
    },
    process: (node, copy, event) => {
      const { behaviour } = copy
      if (
        behaviour.kind === 'fail_on' &&
        event.link.sequence === behaviour.sequence &&
        copy.failures < behaviour.times
      ) {
        copy.failures++
        return undefined
      }
      const payload = Buffer.from(event.payload, 'hex')
      if (counts(behaviour)) copy.state = counted(copy.state)
      if (behaviour.kind === 'blob' && payload.length > 0) copy.state = payload
      copy.last = BigInt(event.link.sequence)
      copy.processedCount++
      copy.processed.push(event.link.sequence)
      if (copy.processed.length > REMEMBERED) copy.processed.shift()
      const output = behaviour.kind === 'echo' ? payload : counts(behaviour) ? copy.state : Buffer.alloc(0)
      const many = behaviour.kind === 'multi_output' ? 2 : 1
      return Array.from({ length: many }, () => put(parts, node, copy, output))
    },
    hasSnapshot: ({ behaviour }) => behaviour.kind !== 'echo',
    snapshot: (node, copy) => {
      if (!parts.daemons.hasSnapshot(copy)) return undefined
      const ledger = parts.codec.encodeLedger(copy.ledger)
      if ('error' in ledger) return undefined
      return {
        entity_id: hexOf(copy.entityId),
        through_seq: copy.head.sequence,
        chain_link: copy.head,
        created_at: String(node.world.wall()),
        state: hexOf(copy.state),
        bindings: hexOf(ledger.bytes),
      }
    },
    restore: (identity, entry, { head, state, ledger }) => {
      const { behaviour } = entry
      if (behaviour.kind === 'echo' || (counts(behaviour) && state.length !== 8)) return undefined
      if (behaviour.kind === 'fail_restore' && entry.refusedRestores < behaviour.times) {
        entry.refusedRestores++
        return undefined
      }
      return Object.assign(parts.daemons.build(identity, entry), { head, state, ledger, last: BigInt(head.sequence) })
    },
  }
}

/** Whether the state is the number of events. */
function counts({ kind }: Behaviour): boolean {
  return kind !== 'blob' && kind !== 'echo'
}

function counted(state: Uint8Array): Uint8Array {
  const next = Buffer.alloc(8)
  next.writeBigUInt64LE(BigInt.asUintN(64, Buffer.from(state).readBigUInt64LE() + 1n))
  return next
}

/** One output, linked to the one before it. */
function put(parts: Parts, { world }: Node, copy: Copy, payload: Uint8Array): CausalEvent {
  const link = {
    origin_hash: copy.origin,
    horizon_encoded: '0',
    sequence: String(BigInt.asUintN(64, BigInt(copy.head.sequence) + 1n)),
    parent_hash: parts.codec.parentHash(copy.head, copy.headPayload),
  }
  copy.head = link
  copy.headPayload = payload
  return { link, payload: hexOf(payload), received_at: String(world.wall()) }
}
