import { type Chunk, type Fed, Reassembler } from '../../../spec/net/reassembly.ts'
import type { Node } from './node.ts'
import type { Parts } from './parts.ts'

/** Chunks become snapshots, in a reassembler by itself and in that of a node. */
export interface Reassembly {
  create(): Reassembler
  feed(reassembler: Reassembler, chunk: Chunk, now: number): Fed
  cancel(reassembler: Reassembler, origin: string): void
  sweep(reassembler: Reassembler, now: number, age?: number): number
  /** Whether the chunks that wait for the origin, of this sequence, come from another node (NET-098). */
  hasOtherSender(node: Node, origin: string, sequence: string, from: string): boolean
  /** A chunk reaches a node. */
  receive(node: Node, from: string, chunk: Chunk): Fed
  /** What waits for an origin on a node goes. */
  drop(node: Node, origin: string): void
}

export function createReassembly(parts: Parts): Reassembly {
  return {
    create: () => {
      const { settings, choices } = parts
      return new Reassembler({
        age_ms: settings.age(),
        pending: settings.pendingMax(),
        conflicting: choices.conflictingChunk(),
      })
    },
    feed: (reassembler, chunk, now) => reassembler.feed(chunk, now),
    cancel: (reassembler, origin) => reassembler.cancel(origin),
    sweep: (reassembler, now, age) => reassembler.sweep(now, age),
    hasOtherSender: (node, origin, sequence, from) => {
      const sender = node.senders.get(origin)
      if (sender === undefined || sender.sequence !== sequence || sender.from === from) return false
      return node.world.now - sender.fed < parts.settings.age()
    },
    receive: (node, from, chunk) => {
      const { origin, sequence } = chunk
      const { now } = node.world
      const fed = parts.reassembly.feed(node.reassembler, chunk, now)
      if (fed.refused !== undefined) return fed
      node.senders.delete(origin)
      if (fed.snapshot !== undefined) return fed
      node.senders.set(origin, { sequence, from, fed: now })
      // The reassembler lets go of the same one: that whose last chunk is the oldest.
      if (node.senders.size > parts.settings.pendingMax()) {
        const [oldest] = node.senders.keys()
        if (oldest !== undefined) node.senders.delete(oldest)
      }
      return fed
    },
    drop: (node, origin) => {
      parts.reassembly.cancel(node.reassembler, origin)
      node.senders.delete(origin)
    },
  }
}
