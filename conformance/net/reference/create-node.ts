import type { Node } from './node.ts'
import type { Parts } from './parts.ts'
import type { Runtime } from './runtime.ts'
import type { World } from './world.ts'

/** What a node is opened as. */
export interface Opening {
  readonly id: string
  /** A bare node has no roles. */
  readonly bare?: boolean
  readonly identity?: boolean
  /** On a mesh, with a runtime or bare; else driven message by message. */
  readonly linked?: boolean
  readonly runtime?: Runtime
}

export function createNode(
  parts: Parts,
  world: World,
  { id, bare = false, identity = true, linked = false, runtime }: Opening,
): Node {
  return {
    id,
    world,
    handler: !bare,
    ready: true,
    policy: { kind: parts.choices.orchestratorPolicy(), allowed: [] },
    ...(identity ? { secret: parts.identities.secretOf(id) } : {}),
    keys: new Map(),
    copies: new Map(),
    entries: new Map(),
    usedEntries: new Map(),
    bindings: new Map(),
    records: new Map(),
    sources: new Map(),
    gone: new Map(),
    targets: new Map(),
    completions: new Map(),
    restoring: new Map(),
    reassembler: parts.reassembly.create(),
    senders: new Map(),
    counts: new Map(),
    observed: [],
    inner: [],
    out: [],
    held: new Map(),
    linked,
    ...(runtime === undefined ? {} : { runtime }),
    restoreStall: 0,
  }
}

/** The node loses what is not durable: records, buffers and daemons. Keys, policy and what it is prepared for stay. */
export function restart(parts: Parts, node: Node): void {
  for (const record of [...node.records.values()]) parts.orchestrators.remove(node, record)
  for (const origin of [...node.copies.keys()]) parts.copies.remove(node, origin)
  for (const { timer } of node.restoring.values()) timer.cancel()
  for (const kept of [node.sources, node.gone, node.targets, node.completions, node.restoring, node.senders, node.held])
    kept.clear()
  node.reassembler = parts.reassembly.create()
  node.observed = []
}
