import type { Reply } from '../../../spec/adapter.ts'
import { bytesOf } from './codec.ts'
import type { Handlers } from './operations.ts'
import type { Parts } from './parts.ts'
import type { Peer } from './peers.ts'

type Peered = { readonly peer: string }
type Scoped = Peered & { readonly collection: string }

/** The operations of the sender. */
export function senderOperations(parts: Parts): Handlers {
  const known = (id: string, act: (peer: Peer) => Reply): Reply => {
    const peer = parts.peers.find(id)
    if (peer === undefined) return { error: { code: 'unknown-peer', message: 'expected a peer that has attached' } }
    return act(peer)
  }
  const done: Reply = { ok: {} }
  return {
    'tx.append': ({
      collection,
      document_id,
      payload,
    }: {
      readonly collection: string
      readonly document_id: string
      readonly payload: string
    }) => ({
      ok: { mutation_id: parts.log.append(collection, document_id, payload).toString() },
    }),
    'tx.compact': ({ collection, floor }: { readonly collection: string; readonly floor: string }) => {
      parts.log.compact(collection, BigInt(floor))
      return done
    },
    'tx.attach': ({ peer, collections }: Peered & { readonly collections?: readonly string[] }) => {
      parts.peers.attach(peer, collections)
      return done
    },
    'tx.rights': ({ peer: id, collections }: Peered & { readonly collections: readonly string[] }) =>
      known(id, (peer) => {
        peer.rights = new Set(collections)
        return done
      }),
    'tx.link': ({ peer: id, up }: Peered & { readonly up: boolean }) =>
      known(id, (peer) => {
        parts.peers.link(peer, up)
        return done
      }),
    'tx.frame': ({ peer, hex }: Peered & { readonly hex: string }) => {
      const refused = parts.answering.take(parts.peers.find(peer), bytesOf(hex))
      return { ok: refused === undefined ? {} : { refused } }
    },
    'tx.drain': ({ peer: id, max }: Peered & { readonly max: number }) =>
      known(id, (peer) => ({ ok: { out: parts.pusher.drain(peer, max) as never } })),
    'tx.ack': ({ peer: id, collection, mutation_id }: Scoped & { readonly mutation_id: string }) =>
      known(id, (peer) => {
        parts.peers.acknowledge(peer, collection, BigInt(mutation_id))
        return done
      }),
    'tx.pending': ({ peer: id, collection }: Scoped) =>
      known(id, (peer) => {
        const ids = [...(peer.pending.get(collection) ?? [])].sort((a, b) => (a < b ? -1 : 1))
        return { ok: { mutation_ids: ids.map(String) } }
      }),
    'tx.fail_snapshot': ({ times }: { readonly times: number }) => {
      parts.pusher.fail(times)
      return done
    },
    'tx.restart': () => {
      parts.log.restart()
      parts.peers.restart()
      return done
    },
    'tx.state': () => ({
      ok: {
        collections: parts.log.collections().map((collection) => ({
          collection,
          floor: parts.log.floor(collection).toString(),
          head: parts.log.head(collection).toString(),
        })),
      },
    }),
  }
}
