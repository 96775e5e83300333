import type { Reply } from '../../../spec/adapter.ts'
import { type Handlers, ok, refused, unknown } from './answer.ts'
import { bytesOf, hexOf } from './codec.ts'
import { type Link, linkOf } from './links.ts'
import { onRuntime } from './lookups.ts'
import type { Migration } from './migration.ts'
import type { Node } from './node.ts'
import type { Parts } from './parts.ts'
import type { World } from './world.ts'

/** Milliseconds for which NotReady is tried again unless an option says otherwise (NET-129). */
const RETRY_MS = 30_000

/** What is between runtimes: links, publishers, migrations with their handles, and time. */
export function meshOperations(parts: Parts, world: World): Handlers {
  const on = onRuntime(world)
  const link = (from: string, to: string, act: (link: Link) => void): Reply => {
    const found = linkOf(world, from, to)
    if (found === undefined) return unknown('two nodes that are connected')
    act(found)
    return ok()
  }
  const handled = (handle: number, act: (migration: Migration, node: Node) => Reply): Reply => {
    const migration = world.handles.get(handle)
    const node = migration === undefined ? undefined : world.nodes.get(migration.node)
    return migration === undefined || node === undefined ? unknown('a handle') : act(migration, node)
  }
  const waiting = (handle: number, timeout?: number): Reply =>
    handled(handle, (migration, node) => {
      const token = world.tasks.begin()
      parts.migrations.wait(node, migration, world.tasks, token, timeout)
      return ok({ token })
    })
  return {
    'rt.connect': ({ from, to }) => {
      const [connecting, accepting] = [world.nodes.get(from), world.nodes.get(to)]
      if (connecting === undefined || accepting === undefined || from === to) return unknown('two nodes')
      parts.links.connect(world, from, to)
      learn(parts, connecting, accepting)
      if (parts.choices.acceptorKnowsKey()) learn(parts, accepting, connecting)
      return ok()
    },
    'rt.start_migration': ({
      node: id,
      origin,
      source,
      target,
      transport_identity = true,
      retry_not_ready_ms,
      no_retry,
    }) =>
      on(id, (node, runtime) => {
        const token = world.tasks.begin()
        const code = parts.runtimes.refusal(runtime)
        const budget = no_retry === true ? undefined : (retry_not_ready_ms ?? RETRY_MS)
        const start = { origin, source, target, transportIdentity: transport_identity }
        const started = code === undefined ? parts.migrations.start(node, runtime, start, budget) : { failed: { code } }
        if ('failed' in started) world.tasks.end(token, world.now, started)
        else {
          const handle = world.nextHandle++
          world.handles.set(handle, started.migration)
          world.tasks.end(token, world.now, { handle })
        }
        return ok({ token })
      }),
    'rt.default_options': () => ok({ transport_identity: true, retry_not_ready_ms: RETRY_MS }),
    'rt.phase': ({ node: id, origin }) => on(id, (node) => phaseOf(node, origin)),
    'mh.phase': ({ handle }) =>
      handled(handle, ({ start: { origin }, end }, node) => (end === undefined ? phaseOf(node, origin) : ok())),
    'mh.wait': ({ handle }) => waiting(handle),
    'mh.wait_with_timeout': ({ handle, timeout_ms }) => waiting(handle, timeout_ms),
    'mh.cancel': ({ handle }) =>
      handled(handle, (migration, node) => {
        const token = world.tasks.begin()
        const failed = parts.migrations.cancel(node, migration)
        world.tasks.end(token, world.now, failed === undefined ? {} : { failed })
        return ok({ token })
      }),
    'mh.drop': ({ handle }) =>
      handled(handle, () => {
        world.handles.delete(handle)
        return ok()
      }),
    'op.result': ({ token }) => {
      const result = world.tasks.result(token)
      return result === undefined ? unknown('a token') : ok(result)
    },
    'clock.advance': ({ ms }) => {
      world.advance(ms, () => deliver(parts, world))
      for (const node of world.nodes.values()) parts.reassembly.sweep(node.reassembler, world.now)
      return ok()
    },
    'clock.wait': ({ ms }) => {
      world.advance(ms, () => deliver(parts, world))
      return ok()
    },
    'link.set': ({ from, to, mode }) =>
      link(from, to, (found) => {
        found.mode = mode
      }),
    'link.drop': ({ from, to, types }) =>
      link(from, to, (found) => {
        found.drops = [...found.drops, ...types]
      }),
    'link.release': ({ from, to, positions }) =>
      link(from, to, (found) => {
        const order = positions ?? found.held.map((_, at) => at)
        for (const at of order) {
          const bytes = found.held[at]
          if (bytes !== undefined) parts.links.arrive(world, from, to, bytes)
        }
        found.held = found.held.filter((_, at) => !order.includes(at))
      }),
    'link.inject': ({ from, to, bytes }) => link(from, to, () => parts.links.arrive(world, from, to, bytesOf(bytes))),
    'link.datagrams': () => {
      const datagrams = world.datagrams.map((sent) => ({ ...sent, bytes: hexOf(sent.bytes) }))
      world.datagrams = []
      return ok({ datagrams })
    },
    'publisher.open': ({ node, accepts }) => {
      if (world.publishers.has(node)) return refused('already_registered', 'expected a publisher that is new')
      world.publishers.set(node, { accepts, log: [] })
      return ok()
    },
    'publisher.log': ({ node }) => ok({ log: world.publishers.get(node)?.log ?? [] }),
  }
}

/** Lets arrive what is on its way, and what is sent because of it, until nothing is. */
export function deliver(parts: Parts, world: World): void {
  for (const node of world.nodes.values()) parts.dispatcher.settle(node)
  for (;;) {
    const next = world.arriving.shift()
    if (next === undefined) return
    const node = world.nodes.get(next.to)
    if (node !== undefined) parts.dispatcher.receive(node, next.from, next.bytes)
  }
}

/** One node learns the key of another. */
function learn(parts: Parts, node: Node, peer: Node): void {
  if (peer.secret !== undefined) node.keys.set(peer.id, parts.identities.publicOf(peer.secret))
}

function phaseOf(node: Node, origin: string): Reply {
  const record = node.records.get(origin)
  return ok(record === undefined ? {} : { phase: record.phase })
}
