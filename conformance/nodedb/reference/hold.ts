import type { Parts } from './parts.ts'
import type { Delta, Stream } from './stream.ts'

/** Deltas kept ahead of a gap. */
export interface Hold {
  /** Keeps a delta if it is good and there is room. */
  offer(stream: Stream, delta: Delta): void
  room(stream: Stream): boolean
  /** Hands out the next expected one, if it is held; forgets those that are behind. */
  take(stream: Stream): Delta | undefined
}

export function createHold(parts: Parts): Hold {
  return {
    offer: (stream, delta) => {
      if (stream.held.has(delta.id) || !parts.hold.room(stream) || !parts.checksum.good(delta)) return
      stream.held.set(delta.id, delta)
    },
    room: ({ held }) => held.size < parts.settings.holdMax(),
    take: ({ held, next }) => {
      for (const id of held.keys()) if (id < next) held.delete(id)
      const delta = held.get(next)
      held.delete(next)
      return delta
    },
  }
}
