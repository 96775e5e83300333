import type { Node, Observed } from './node.ts'

/** Who hears of what happens to daemons on a node. */
export interface Observers {
  hear(node: Node, observed: Observed): void
  /** What was heard since the last call. */
  take(node: Node): readonly Observed[]
}

export function createObservers(): Observers {
  return {
    hear: (node, observed) => {
      node.observed = [...node.observed, observed]
    },
    take: (node) => {
      const { observed } = node
      node.observed = []
      return observed
    },
  }
}
