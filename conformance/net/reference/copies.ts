import { MAX_CHUNK_BYTES } from '../../../spec/net/limits.ts'
import type { CausalEvent } from '../../../spec/net/messages.types.ts'
import type { Copy, Counts, Node } from './node.ts'
import type { Parts } from './parts.ts'

export type Delivered =
  | { readonly outputs: readonly CausalEvent[]; readonly buffered?: true }
  | { readonly refused: 'daemon_not_found' | 'not_live' | 'writes_rejected' | 'process_failed' | 'too_large' }

/** The copies of daemons on a node. */
export interface Copies {
  put(node: Node, copy: Copy): void
  /** The code of a daemon was called: to build it, or for a snapshot. */
  constructed(node: Node, origin: string, kind: string | undefined): void
  snapshotTaken(node: Node, copy: Copy): void
  /** The copy goes, and what is remembered of its arrival; its factory entry comes back. */
  remove(node: Node, origin: string): void
  /** An event from outside. */
  deliver(node: Node, origin: string, event: CausalEvent): Delivered
  /** The daemon takes an event, and observers of deliveries hear of it if it succeeds. */
  process(node: Node, copy: Copy, event: CausalEvent): readonly CausalEvent[] | undefined
  counts(node: Node, origin: string): Counts
}

export function createCopies(parts: Parts): Copies {
  return {
    put: (node, copy) => {
      node.copies.set(copy.origin, copy)
    },
    constructed: (node, origin, name) => {
      parts.copies.counts(node, origin).constructions++
      const kind = name === undefined ? undefined : node.runtime?.kinds.get(name)
      if (kind !== undefined) kind.constructions++
    },
    snapshotTaken: (node, { origin, kind: name }) => {
      parts.copies.counts(node, origin).snapshots++
      const kind = name === undefined ? undefined : node.runtime?.kinds.get(name)
      if (kind !== undefined) kind.snapshots++
    },
    remove: (node, origin) => {
      node.copies.delete(origin)
      node.completions.delete(origin)
      parts.factories.giveBack(node, origin)
    },
    deliver: (node, origin, event) => {
      const copy = node.copies.get(origin)
      if (copy === undefined) return { refused: node.gone.has(origin) ? 'writes_rejected' : 'daemon_not_found' }
      if (!copy.live) return { refused: 'not_live' }
      const source = node.sources.get(origin)
      if (source !== undefined) {
        if (source.phase === 'cutover' || parts.choices.sourceDelivery() === 'refuse')
          return { refused: 'writes_rejected' }
        if (event.payload.length / 2 > MAX_CHUNK_BYTES) return { refused: 'too_large' }
        const offered = parts.sources.offer(node, origin, event)
        return offered === 'buffered' ? { outputs: [], buffered: true } : { refused: 'writes_rejected' }
      }
      const outputs = parts.copies.process(node, copy, event)
      return outputs === undefined ? { refused: 'process_failed' } : { outputs }
    },
    process: (node, copy, event) => {
      const outputs = parts.daemons.process(node, copy, event)
      if (outputs !== undefined) node.runtime?.tell(copy.origin, event.link.sequence)
      return outputs
    },
    counts: (node, origin) => {
      const counts = node.counts.get(origin) ?? { snapshots: 0, constructions: 0, restores: 0 }
      node.counts.set(origin, counts)
      return counts
    },
  }
}
