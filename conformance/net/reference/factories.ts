import type { Entry, Node } from './node.ts'

/** What a node is prepared for (NET-073, NET-117, NET-118). */
export interface Factories {
  /** False where the origin is taken. */
  add(node: Node, entry: Entry): boolean
  find(node: Node, origin: string): Entry | undefined
  /** A daemon went live: its entry serves no other migration. */
  useUp(node: Node, origin: string): void
  /** A daemon left: it may come back. */
  giveBack(node: Node, origin: string): void
  remove(node: Node, origin: string): void
}

export function createFactories(): Factories {
  return {
    add: (node, entry) => {
      const { origin } = entry
      if (node.entries.has(origin) || node.usedEntries.has(origin) || node.copies.has(origin)) return false
      node.entries.set(origin, entry)
      return true
    },
    find: (node, origin) => node.entries.get(origin),
    useUp: (node, origin) => move(origin, node.entries, node.usedEntries),
    giveBack: (node, origin) => move(origin, node.usedEntries, node.entries),
    remove: (node, origin) => {
      node.entries.delete(origin)
      node.usedEntries.delete(origin)
    },
  }
}

function move(origin: string, from: Map<string, Entry>, to: Map<string, Entry>): void {
  const entry = from.get(origin)
  if (entry === undefined) return
  from.delete(origin)
  to.set(origin, entry)
}
