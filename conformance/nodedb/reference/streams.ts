import type { Parts } from './parts.ts'
import type { Stream } from './stream.ts'

/** The streams of a receiver, and the links they come over. */
export interface Streams {
  /** The stream of a peer for a collection; made when it is first heard of. */
  of(peer: string, collection: string): Stream
  /** The same, if it was heard of. */
  find(peer: string, collection: string): Stream | undefined
  all(): readonly Stream[]
  forget(stream: Stream): void
  up(peer: string): boolean
  connect(peer: string, up: boolean): void
  /** Whether everything of a peer was found damaged at the start, so that nothing of it is served (NDB-048). */
  damaged(peer: string): boolean
  damage(peer: string): void
  /** Nothing has arrived since the start. */
  untouched(): boolean
  touch(touched: boolean): void
}

export function createStreams(parts: Parts): Streams {
  const streams = new Map<string, Stream>()
  const down = new Set<string>()
  const damaged = new Set<string>()
  let touched = false
  return {
    of: (peer, collection) => {
      const key = JSON.stringify([peer, collection])
      const known = streams.get(key)
      if (known !== undefined) return known
      const stream: Stream = {
        peer,
        collection,
        phase: parts.streams.damaged(peer) ? 'rebuilding' : 'fresh',
        next: 1n,
        until: 0n,
        bad: 0,
        held: new Map(),
        documents: new Map(),
        lost: parts.streams.damaged(peer),
        need: undefined,
        duplicates: 0,
      }
      // What was asked for the whole peer is not asked again for one collection (NDB-056).
      const whole = streams.get(JSON.stringify([peer, '']))
      if (stream.phase === 'rebuilding' && whole?.need === undefined) stream.need = parts.needs.begun()
      streams.set(key, stream)
      return stream
    },
    find: (peer, collection) => streams.get(JSON.stringify([peer, collection])),
    all: () => [...streams.values()],
    forget: ({ peer, collection }) => {
      streams.delete(JSON.stringify([peer, collection]))
    },
    up: (peer) => !down.has(peer),
    connect: (peer, up) => {
      if (up) down.delete(peer)
      else down.add(peer)
    },
    damaged: (peer) => damaged.has(peer),
    damage: (peer) => {
      damaged.add(peer)
    },
    untouched: () => !touched,
    touch: (now) => {
      touched = now
    },
  }
}
