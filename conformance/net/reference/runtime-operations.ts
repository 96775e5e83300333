import type { Reply } from '../../../spec/adapter.ts'
import { filled } from '../../../spec/net/fill.ts'
import { type Handlers, ok, refused, unknown } from './answer.ts'
import { bytesOf, digestOf, hexOf } from './codec.ts'
import { createNode } from './create-node.ts'
import { container, read } from './daemon-operations.ts'
import { onRuntime } from './lookups.ts'
import type { Copy, Node } from './node.ts'
import type { Parts } from './parts.ts'
import { Runtime } from './runtime.ts'
import type { Failed } from './tasks.ts'
import type { World } from './world.ts'

/** Runtimes and their own daemons. */
export function runtimeOperations(parts: Parts, world: World): Handlers {
  const on = onRuntime(world)
  const task = (begin: (end: (failed?: Failed['code'], more?: { origin: string }) => void) => void): Reply => {
    const token = world.tasks.begin()
    begin((code, more = undefined) =>
      world.tasks.end(token, world.now, code === undefined ? (more ?? {}) : { failed: { code } }),
    )
    return ok({ token })
  }
  const ready = (id: string, origin: string, act: (node: Node, copy: Copy, runtime: Runtime) => Reply): Reply =>
    on(id, (node, runtime) => {
      const code = parts.runtimes.refusal(runtime)
      if (code !== undefined) return refused(code, 'expected a runtime that is ready')
      const copy = node.copies.get(origin)
      return copy === undefined ? notFound : act(node, copy, runtime)
    })
  const subscribing = (id: string, origin: string, act: (node: Node, copy: Copy) => boolean): Reply =>
    on(id, (node, runtime) =>
      task((end) => {
        const code = parts.runtimes.refusal(runtime)
        if (code !== undefined) return end(code)
        const copy = node.copies.get(origin)
        if (copy === undefined) return end('not_found')
        end(act(node, copy) ? undefined : 'subscribe_failed')
      }),
    )
  const open = (id: string, runtime: Runtime | undefined): Reply => {
    if (world.nodes.has(id)) return refused('already_registered', 'expected an id that no node has')
    const node = createNode(parts, world, {
      id,
      linked: true,
      bare: runtime === undefined,
      ...(runtime === undefined ? {} : { runtime }),
    })
    world.nodes.set(id, node)
    return ok()
  }
  return {
    'rt.open': ({ node }) => open(node, new Runtime()),
    'rt.open_bare': ({ node }) => open(node, undefined),
    'rt.start': ({ node: id }) =>
      on(id, (node, runtime) =>
        runtime.state === 'shutting_down'
          ? refused('shutting_down', 'expected a runtime that is not shut down')
          : task((end) => parts.runtimes.start(node, runtime, end)),
      ),
    'rt.shutdown': ({ node: id }) =>
      on(id, (node, runtime) =>
        task((end) => {
          parts.runtimes.shutdown(node, runtime)
          end()
        }),
      ),
    'rt.is_ready': ({ node: id }) => on(id, (_, { state }) => ok({ ready: state === 'ready' })),
    'rt.has_handler': ({ node: id }) => on(id, (_, { state }) => ok({ handler: state === 'ready' })),
    'rt.register_factory': ({ node: id, kind, behaviour }) =>
      on(id, (_, runtime) => {
        if (runtime.state === 'shutting_down')
          return refused('shutting_down', 'expected a runtime that is not shut down')
        if (runtime.kinds.has(kind)) return refused('factory_already_registered', 'expected a kind that is new')
        runtime.kinds.set(kind, { behaviour, constructions: 0, snapshots: 0 })
        return ok()
      }),
    'rt.spawn': ({ node: id, kind, seed }) =>
      on(id, (node, runtime) =>
        task((end) =>
          parts.runtimes.spawn(node, runtime, kind, bytesOf(seed), undefined, (failed, origin) =>
            end(failed, { origin }),
          ),
        ),
      ),
    'rt.spawn_from_snapshot': ({ node: id, kind, seed, snapshot }) =>
      on(id, (node, runtime) =>
        task((end) =>
          parts.runtimes.spawn(node, runtime, kind, bytesOf(seed), bytesOf(snapshot), (failed, origin) =>
            end(failed, { origin }),
          ),
        ),
      ),
    'rt.stop': ({ node: id, origin }) =>
      on(id, (node, runtime) => {
        const code = parts.runtimes.stop(node, runtime, origin)
        return code === undefined ? ok() : refused(code, 'expected a daemon of a ready runtime')
      }),
    'rt.snapshot': ({ node: id, origin }) =>
      ready(id, origin, (node, copy) => {
        const bytes = container(parts, node, copy)
        return ok(bytes === undefined ? {} : { snapshot: hexOf(bytes) })
      }),
    'rt.deliver': ({ node: id, origin, event }) =>
      on(id, (node, runtime) => {
        const code = parts.runtimes.refusal(runtime)
        if (code !== undefined) return refused(code, 'expected a runtime that is ready')
        const delivered = parts.copies.deliver(node, origin, event)
        if (!('refused' in delivered)) return ok(delivered)
        return delivered.refused === 'daemon_not_found'
          ? notFound
          : refused(delivered.refused, 'the event was not taken; see spec/net/README.md')
      }),
    'rt.daemon_count': ({ node: id }) => on(id, ({ copies }) => ok({ count: copies.size })),
    'rt.read': ({ node: id, origin }) =>
      on(id, ({ copies }) => {
        const copy = copies.get(origin)
        return ok(copy === undefined ? {} : { daemon: read(copy) })
      }),
    'rt.expect_migration': ({ node: id, kind, origin }) =>
      on(id, (node, runtime) => expected(parts.runtimes.expect(node, runtime, kind, origin))),
    'rt.register_target_identity': ({ node: id, kind, seed }) =>
      on(id, (node, runtime) => {
        const secret = bytesOf(seed)
        const origin = parts.identities.originOf(parts.identities.entityOf(secret))
        return expected(parts.runtimes.expect(node, runtime, kind, origin, secret))
      }),
    'rt.counts': ({ node: id, kind: name }) =>
      on(id, (_, { kinds }) => {
        const { constructions, snapshots } = kinds.get(name) ?? { constructions: 0, snapshots: 0 }
        return ok({ constructions, snapshots })
      }),
    'rt.set_orchestrator_policy': ({ node: id, policy, allowed = [] }) =>
      on(id, (node) => {
        node.policy = { kind: policy, allowed }
        return ok()
      }),
    'rt.subscribe': ({ node, origin, publisher, channel, token }) =>
      subscribing(node, origin, (at, copy) =>
        parts.subscriptions.subscribe(at, copy, { publisher, channel, ...(token === undefined ? {} : { token }) }),
      ),
    'rt.unsubscribe': ({ node, origin, publisher, channel }) =>
      subscribing(node, origin, (at, copy) => parts.subscriptions.unsubscribe(at, copy, publisher, channel)),
    'rt.subscriptions': ({ node: id, origin }) =>
      on(id, ({ copies }) => {
        const copy = copies.get(origin)
        return copy === undefined ? notFound : ok({ ledger: copy.ledger })
      }),
    'rt.observe': ({ node: id, origin }) => on(id, (_, runtime) => ok({ observer: runtime.observe(origin) })),
    'rt.unobserve': ({ node: id, observer }) =>
      on(id, (_, runtime) => (runtime.unobserve(observer) ? ok() : unknown('an observer'))),
    'rt.seen': ({ node: id, observer }) =>
      on(id, (_, runtime) => {
        const seen = runtime.seen(observer)
        return seen === undefined ? unknown('an observer') : ok({ sequences: [...seen] })
      }),
    'rt.peek_failure': ({ node: id, origin }) =>
      on(id, (_, { failures }) => {
        const reason = failures.get(origin)
        return ok(reason === undefined ? {} : { reason })
      }),
    'rt.inject_failure': ({ node: id, origin, reason }) =>
      on(id, (_, { failures }) => {
        failures.set(origin, reason)
        return ok()
      }),
    'rt.simulate_not_ready': ({ node: id, flag }) =>
      on(id, (_, runtime) => {
        runtime.simulatesNotReady = flag
        return ok()
      }),
    'rt.set_stall': ({ node: id, spawn_ms = 0, start_ms = 0 }) =>
      on(id, (_, runtime) => {
        runtime.spawnStall = spawn_ms
        runtime.startStall = start_ms
        return ok()
      }),
    'rt.set_restore_stall': ({ node: id, ms }) =>
      on(id, (node) => {
        node.restoreStall = ms
        return ok()
      }),
    'rt.fill': ({ node: id, origin, length, seed }) =>
      on(id, ({ copies }) => {
        const copy = copies.get(origin)
        if (copy === undefined) return notFound
        if (copy.behaviour.kind !== 'blob') return unknown('a blob daemon')
        copy.state = filled(length, seed)
        return ok(digestOf(copy.state))
      }),
  }
}

const notFound = refused('not_found', 'expected a daemon of this runtime')

function expected(code: string | undefined): Reply {
  return code === undefined ? ok() : refused(code, 'expected a known kind and an origin that is free')
}
