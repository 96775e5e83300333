import type { Snapshot } from '../../../spec/net/messages.types.ts'
import { bytesOf, hexOf } from './codec.ts'
import type { Copy, Node } from './node.ts'
import type { Parts } from './parts.ts'
import type { Runtime } from './runtime.ts'
import type { Failed } from './tasks.ts'

type Code = Failed['code']

/** Lifecycle of a runtime, and what it does with daemons of its own (NET-104 to NET-118). */
export interface Runtimes {
  /** Why a call that needs a ready runtime is refused. */
  refusal(runtime: Runtime): 'not_ready' | 'shutting_down' | undefined
  start(node: Node, runtime: Runtime, then: (failed?: Code) => void): void
  shutdown(node: Node, runtime: Runtime): void
  /** Spawns a daemon, from a snapshot if there is one. */
  spawn(
    node: Node,
    runtime: Runtime,
    kind: string,
    seed: Uint8Array,
    snapshot: Uint8Array | undefined,
    then: (failed: Code | undefined, origin: string) => void,
  ): void
  /** What a spawn does when its time has come. */
  insert(
    node: Node,
    runtime: Runtime,
    kind: string,
    seed: Uint8Array,
    snapshot: Uint8Array | undefined,
  ): Code | undefined
  build(
    node: Node,
    runtime: Runtime,
    kind: string,
    seed: Uint8Array,
    snapshot: Snapshot | 'unreadable' | undefined,
  ): Code | Copy
  stop(node: Node, runtime: Runtime, origin: string): 'not_ready' | 'not_found' | undefined
  /** Prepares for a daemon by its origin, or by its key. */
  expect(
    node: Node,
    runtime: Runtime,
    kind: string,
    origin: string,
    seed?: Uint8Array,
  ): 'shutting_down' | 'factory_not_found' | 'already_registered' | undefined
}

export function createRuntimes(parts: Parts): Runtimes {
  return {
    refusal: ({ state }) =>
      state === 'registering' ? 'not_ready' : state === 'shutting_down' ? 'shutting_down' : undefined,
    start: (node, runtime, then) => {
      const install = (): void => {
        if (runtime.state === 'registering') {
          node.handler = true
          runtime.state = 'ready'
        }
        then(runtime.state === 'ready' ? undefined : 'shutting_down')
      }
      if (runtime.state === 'registering' && runtime.startStall > 0) node.world.after(runtime.startStall, install)
      else install()
    },
    shutdown: (node, runtime) => {
      if (runtime.state === 'shutting_down') return
      runtime.state = 'shutting_down'
      for (const record of [...node.records.values()]) parts.orchestrators.remove(node, record)
      for (const { timer } of node.restoring.values()) timer.cancel()
      const daemons = [...node.copies.values()]
      for (const kept of [node.sources, node.targets, node.completions, node.restoring, node.copies, node.gone])
        kept.clear()
      for (const { origin, ledger } of daemons) parts.subscriptions.leave(node, origin, ledger)
      for (const kept of [node.entries, node.usedEntries, node.bindings, runtime.failures]) kept.clear()
      for (const migration of [...runtime.migrations.values()])
        parts.migrations.finish(node, migration, { failed: { code: 'shutting_down' } })
      node.handler = false
    },
    spawn: (node, runtime, kind, seed, snapshot, then) => {
      const origin = parts.identities.originOf(parts.identities.entityOf(seed))
      const stalls = parts.runtimes.refusal(runtime) === undefined && runtime.spawnStall > 0 && runtime.kinds.has(kind)
      const insert = (): void => then(parts.runtimes.insert(node, runtime, kind, seed, snapshot), origin)
      if (stalls) node.world.after(runtime.spawnStall, insert)
      else insert()
    },
    insert: (node, runtime, kind, seed, snapshot) => {
      const refused = parts.runtimes.refusal(runtime)
      if (refused !== undefined) return refused
      const read = snapshot === undefined ? undefined : parts.codec.decodeSnapshot(snapshot)
      const container = read === undefined ? undefined : 'snapshot' in read ? read.snapshot : 'unreadable'
      const built = parts.runtimes.build(node, runtime, kind, seed, container)
      return typeof built === 'string' ? built : undefined
    },
    build: (node, runtime, name, seed, snapshot) => {
      const kind = runtime.kinds.get(name)
      if (kind === undefined) return 'factory_not_found'
      const entityId = parts.identities.entityOf(seed)
      const origin = parts.identities.originOf(entityId)
      if (snapshot === 'unreadable') return 'state_failed'
      if (snapshot !== undefined && snapshot.entity_id !== hexOf(entityId)) return 'snapshot_identity_mismatch'
      const entry = { origin, seed, behaviour: kind.behaviour, kind: name, refusedRestores: 0 }
      if (!parts.factories.add(node, entry)) return 'already_registered'
      parts.copies.constructed(node, origin, name)
      const identity = { entityId, seed }
      const ledger = parts.codec.decodeLedger(bytesOf(snapshot?.bindings ?? ''))
      const copy =
        snapshot === undefined
          ? parts.daemons.build(identity, entry)
          : 'ledger' in ledger
            ? parts.daemons.restore(identity, entry, {
                head: snapshot.chain_link,
                state: bytesOf(snapshot.state),
                ledger: ledger.ledger,
              })
            : undefined
      if (copy === undefined) {
        parts.factories.remove(node, origin)
        return 'state_failed'
      }
      parts.factories.useUp(node, origin)
      parts.copies.put(node, copy)
      return copy
    },
    stop: (node, runtime, origin) => {
      if (runtime.state === 'registering') return 'not_ready'
      const copy = node.copies.get(origin)
      if (copy === undefined) return runtime.state === 'ready' ? 'not_found' : undefined
      node.sources.delete(origin)
      node.targets.delete(origin)
      parts.copies.remove(node, origin)
      parts.factories.remove(node, origin)
      parts.subscriptions.leave(node, origin, copy.ledger)
      return undefined
    },
    expect: (node, runtime, name, origin, seed) => {
      if (runtime.state === 'shutting_down') return 'shutting_down'
      const kind = runtime.kinds.get(name)
      if (kind === undefined) return 'factory_not_found'
      const entry = {
        origin,
        ...(seed === undefined ? {} : { seed }),
        behaviour: kind.behaviour,
        kind: name,
        refusedRestores: 0,
      }
      return parts.factories.add(node, entry) ? undefined : 'already_registered'
    },
  }
}
