import type { Reply } from '../../../spec/adapter.ts'
import { genesis } from '../../../spec/net/chain.ts'
import { filled } from '../../../spec/net/fill.ts'
import { type Handlers, ok, refused, unknown } from './answer.ts'
import { bytesOf, hexOf } from './codec.ts'
import { createNode, restart } from './create-node.ts'
import { onNode } from './lookups.ts'
import type { Node } from './node.ts'
import type { Parts } from './parts.ts'
import type { World } from './world.ts'

/** What a node sent in one operation, or how much of it waits in the node. */
export function sent(node: Node, hold: boolean | undefined): object {
  const { out } = node
  node.out = []
  if (hold !== true) return { out: out.map(({ to, bytes }) => ({ to, bytes: hexOf(bytes) })) }
  for (const { to, bytes } of out) node.held.set(to, [...(node.held.get(to) ?? []), bytes])
  return { out: [], held: [...node.held.values()].reduce((sum, messages) => sum + messages.length, 0) }
}

/** Nodes that the driver drives message by message. */
export function nodeOperations(parts: Parts, world: World): Handlers {
  const on = onNode(world)
  const bind = (id: string, origin: string, role: 'orchestrator' | 'source', peer: string): Reply =>
    on(id, (node) => {
      if (parts.factories.find(node, origin) === undefined) return refused('no_factory', 'expected a factory entry')
      const bound = node.bindings.get(origin) ?? {}
      if (bound[role] !== undefined && bound[role] !== peer)
        return refused('already_bound', `expected the ${role} that is bound`)
      node.bindings.set(origin, { ...bound, [role]: peer })
      return ok()
    })
  return {
    'node.open': ({ node: id, bare = false, identity = true }) => {
      if (world.nodes.has(id)) return refused('already_registered', 'expected an id that no node has')
      const node = createNode(parts, world, { id, bare, identity })
      world.nodes.set(id, node)
      return ok(node.secret === undefined ? {} : { static_pub: hexOf(parts.identities.publicOf(node.secret)) })
    },
    'node.ready': ({ node: id, ready }) =>
      on(id, (node) => {
        node.ready = ready
        return ok()
      }),
    'node.set_orchestrator_policy': ({ node: id, policy, allowed = [] }) =>
      on(id, (node) => {
        node.policy = { kind: policy, allowed }
        return ok()
      }),
    'node.peer_key': ({ node: id, peer, static_pub }) =>
      on(id, (node) => {
        node.keys.set(peer, bytesOf(static_pub))
        return ok()
      }),
    'node.add_factory': ({ node: id, seed, origin, behaviour }) =>
      on(id, (node) => {
        const secret = seed === undefined ? undefined : bytesOf(seed)
        const named = secret === undefined ? origin : parts.identities.originOf(parts.identities.entityOf(secret))
        if (named === undefined || (origin !== undefined && origin !== named))
          return unknown('a seed, or the origin of a placeholder')
        const entry = {
          origin: named,
          ...(secret === undefined ? {} : { seed: secret }),
          behaviour,
          refusedRestores: 0,
        }
        if (!parts.factories.add(node, entry)) return refused('already_registered', 'expected an origin that is free')
        return ok({ origin: named })
      }),
    'node.bind_orchestrator': ({ node, origin, orchestrator }) => bind(node, origin, 'orchestrator', orchestrator),
    'node.bind_source': ({ node, origin, source }) => bind(node, origin, 'source', source),
    'node.receive': ({ node: id, from, bytes, hold }) =>
      on(id, (node) => {
        const why = parts.dispatcher.receive(node, from, bytesOf(bytes))
        return ok({ ...sent(node, hold), ...(why === undefined ? {} : { refused: why }) })
      }),
    'node.receive_frame': ({ node: id, from, messages }) =>
      on(id, (node) => {
        for (const message of messages) parts.dispatcher.receive(node, from, bytesOf(message))
        return ok(sent(node, false))
      }),
    'node.receive_run': ({ node: id, from, seed, sequence, length, fill, order, drop }) =>
      on(id, (node) => {
        const entityId = parts.identities.entityOf(bytesOf(seed))
        const origin = parts.identities.originOf(entityId)
        const written = parts.codec.encodeSnapshot({
          entity_id: hexOf(entityId),
          through_seq: sequence,
          chain_link: { ...genesis(origin), sequence },
          created_at: String(world.wall()),
          state: hexOf(filled(length, fill)),
          bindings: '',
        })
        if (!('bytes' in written)) return unknown('a snapshot that can be written')
        const pieces = parts.codec.chunk(written.bytes)
        for (const index of ordered(pieces.length, order)) {
          const piece = pieces[index]
          if (piece === undefined || index === drop) continue
          const { bytes } = parts.codec.encode({
            type: 'SnapshotReady',
            daemon_origin: origin,
            seq_through: sequence,
            chunk_index: index,
            total_chunks: piece.total_chunks,
            snapshot_bytes: hexOf(piece.bytes),
          })
          if (bytes !== undefined) parts.dispatcher.receive(node, from, bytes)
        }
        return ok(sent(node, false))
      }),
    'node.start': ({ node: id, origin, source, target, transport_identity, hold }) =>
      on(id, (node) => {
        const transport = transport_identity === undefined ? {} : { transportIdentity: transport_identity }
        const { refused: why, resumed } = parts.orchestrators.start(node, { origin, source, target, ...transport })
        if (why !== undefined) return refused(why, 'the migration cannot begin; see spec/net/README.md')
        parts.dispatcher.settle(node)
        return ok({ ...sent(node, hold), ...(resumed === true ? { resumed } : {}) })
      }),
    'node.abort': ({ node: id, origin, reason }) =>
      on(id, (node) => {
        const record = node.records.get(origin)
        if (record === undefined) return refused('daemon_not_found', 'expected a migration that this node orchestrates')
        if (parts.orchestrators.isPastCutover(record))
          return refused('past_cutover', 'expected a migration before cutover')
        parts.orchestrators.fail(node, record, reason)
        parts.dispatcher.settle(node)
        const { bytes } = parts.codec.encode({ type: 'MigrationFailed', daemon_origin: origin, reason })
        return ok({ ...(bytes === undefined ? {} : { message: hexOf(bytes) }), ...sent(node, false) })
      }),
    'node.observed': ({ node: id }) => on(id, (node) => ok({ log: parts.observers.take(node) })),
    'node.state': ({ node: id, origin }) => on(id, (node) => ok(stateOf(node, origin))),
    'node.restart': ({ node: id }) =>
      on(id, (node) => {
        restart(parts, node)
        return ok()
      }),
    'node.step_clock': ({ ms }) => {
      world.wallOffset += ms
      return ok()
    },
    'node.advance': ({ ms }) => {
      const out: object[] = []
      world.advance(ms, () => {
        for (const node of world.nodes.values()) {
          parts.dispatcher.settle(node)
          for (const { to, bytes } of node.out) out.push({ from: node.id, to, bytes: hexOf(bytes) })
          node.out = []
        }
      })
      for (const node of world.nodes.values()) parts.reassembly.sweep(node.reassembler, world.now)
      return ok({ out })
    },
    'link.carry': ({ from, to, drop = [], hold }) =>
      on(from, (sender) =>
        on(to, (receiver) => {
          const messages = sender.held.get(to) ?? []
          sender.held.delete(to)
          const carried = messages.filter((_, at) => !drop.includes(at))
          for (const bytes of carried) parts.dispatcher.receive(receiver, from, bytes)
          return ok({ delivered: carried.length, ...sent(receiver, hold) })
        }),
      ),
  }
}

function ordered(total: number, order: 'ascending' | 'descending' | 'rotated'): readonly number[] {
  const ascending = Array.from({ length: total }, (_, index) => index)
  if (order === 'descending') return ascending.reverse()
  const half = order === 'rotated' ? Math.floor(total / 2) : 0
  return [...ascending.slice(half), ...ascending.slice(0, half)]
}

/** What a node keeps about a daemon. */
function stateOf(node: Node, origin: string): object {
  const record = node.records.get(origin)
  const source = node.sources.get(origin)
  const target = node.targets.get(origin)
  const completed = node.completions.get(origin)
  return {
    ...(record === undefined
      ? {}
      : {
          orchestrator: {
            phase: record.phase,
            source: record.source,
            target: record.target,
            age_ms: node.world.now - record.since,
          },
        }),
    ...(source === undefined
      ? {}
      : { source: { phase: source.phase, orchestrator: source.orchestrator, buffered: source.buffer.length } }),
    ...(target === undefined
      ? {}
      : {
          target: {
            phase: target.phase,
            orchestrator: target.orchestrator,
            cursor: String(target.cursor),
            pending: target.pending.size,
          },
        }),
    ...(completed === undefined
      ? {}
      : { completed: { orchestrator: completed.orchestrator, cursor: String(completed.cursor) } }),
    factory: node.entries.has(origin),
  }
}
