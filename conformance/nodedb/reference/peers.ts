import type { Parts } from './parts.ts'

/** One peer of a sender: its session, its rights, and how far it was pushed to. */
export interface Peer {
  readonly id: string
  up: boolean
  /** Collections that its principal may read; undefined for all of them. */
  rights: ReadonlySet<string> | undefined
  /** The next id to push, for each collection; 1 for one that came later. */
  readonly cursors: Map<string, bigint>
  /** Collections of which a snapshot is due, in the order asked for. */
  readonly orders: Set<string>
  /** Pushed and not acknowledged. */
  readonly pending: Map<string, Set<bigint>>
}

export interface Peers {
  attach(id: string, rights: readonly string[] | undefined): void
  find(id: string): Peer | undefined
  /** A session ends, or a new one begins behind the head. */
  link(peer: Peer, up: boolean): void
  may(peer: Peer, collection: string): boolean
  cursor(peer: Peer, collection: string): bigint
  /** One mutation is acknowledged, and that one only (NDB-119). */
  acknowledge(peer: Peer, collection: string, id: bigint): void
  /** The sender crashed: sessions do not survive. */
  restart(): void
}

export function createPeers(parts: Parts): Peers {
  const peers = new Map<string, Peer>()
  return {
    attach: (id, rights) => {
      const peer: Peer = {
        id,
        up: false,
        rights: rights === undefined ? undefined : new Set(rights),
        cursors: new Map(),
        orders: new Set(),
        pending: new Map(),
      }
      peers.set(id, peer)
      parts.peers.link(peer, true)
    },
    find: (id) => peers.get(id),
    link: (peer, up) => {
      if (peer.up === up) return
      peer.up = up
      peer.cursors.clear()
      peer.orders.clear()
      if (!up) return
      for (const collection of parts.log.collections()) peer.cursors.set(collection, parts.log.head(collection) + 1n)
    },
    may: ({ rights }, collection) => rights?.has(collection) ?? true,
    cursor: ({ cursors }, collection) => cursors.get(collection) ?? 1n,
    acknowledge: ({ pending }, collection, id) => {
      pending.get(collection)?.delete(id)
    },
    restart: () => {
      for (const peer of peers.values()) parts.peers.link(peer, false)
    },
  }
}
