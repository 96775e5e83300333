import type { Reply } from '../../../spec/adapter.ts'
import { filled } from '../../../spec/net/fill.ts'
import { type Handlers, ok, refused, unknown } from './answer.ts'
import { bytesOf, digestOf, hexOf } from './codec.ts'
import { onNode } from './lookups.ts'
import type { Copy, Node } from './node.ts'
import type { Parts } from './parts.ts'
import type { World } from './world.ts'

/** Bytes of a snapshot in a line, at most. */
const MOST_SNAPSHOT = 1024 * 1024

/** Daemons on nodes, and the steps of source and target one by one. */
export function daemonOperations(parts: Parts, world: World): Handlers {
  const on = onNode(world)
  const of = (id: string, origin: string, act: (node: Node, copy: Copy) => Reply): Reply =>
    on(id, (node) => {
      const copy = node.copies.get(origin)
      return copy === undefined ? noDaemon : act(node, copy)
    })
  return {
    'node.add_daemon': ({ node: id, seed, behaviour }) =>
      on(id, (node) => {
        const identity = { entityId: parts.identities.entityOf(bytesOf(seed)), seed: bytesOf(seed) }
        const origin = parts.identities.originOf(identity.entityId)
        if (!parts.factories.add(node, { origin, seed: identity.seed, behaviour, refusedRestores: 0 }))
          return refused('already_registered', 'expected an origin that is free')
        parts.factories.useUp(node, origin)
        parts.copies.constructed(node, origin, undefined)
        parts.copies.put(node, parts.daemons.build(identity, { behaviour }))
        return ok({ origin, entity_id: hexOf(identity.entityId) })
      }),
    'node.remove_daemon': ({ node: id, origin }) =>
      of(id, origin, (node) => {
        node.sources.delete(origin)
        node.targets.delete(origin)
        parts.copies.remove(node, origin)
        parts.factories.remove(node, origin)
        return ok()
      }),
    'daemon.read': ({ node: id, origin }) =>
      on(id, (node) => {
        const copy = node.copies.get(origin)
        return ok(copy === undefined ? {} : { daemon: read(copy) })
      }),
    'daemon.deliver': ({ node: id, origin, event }) =>
      on(id, (node) => {
        const delivered = parts.copies.deliver(node, origin, event)
        return 'refused' in delivered
          ? refused(delivered.refused, 'the event was not taken; see spec/net/README.md')
          : ok(delivered)
      }),
    'daemon.snapshot': ({ node: id, origin }) =>
      of(id, origin, (node, copy) => {
        if (!copy.live) return refused('not_live', 'expected a copy that is live')
        const bytes = container(parts, node, copy)
        return ok(bytes === undefined || bytes.length > MOST_SNAPSHOT ? {} : { snapshot: hexOf(bytes) })
      }),
    'daemon.fill': ({ node: id, origin, length, seed }) =>
      of(id, origin, (_, copy) => {
        if (copy.behaviour.kind !== 'blob') return unknown('a blob daemon')
        copy.state = filled(length, seed)
        return ok(digestOf(copy.state))
      }),
    'daemon.subscribe': ({ node: id, origin, publisher, channel, token }) =>
      of(id, origin, (_, copy) => {
        const entry = { publisher, channel, ...(token === undefined ? {} : { token }) }
        const ledger = [
          ...copy.ledger.filter((known) => known.publisher !== publisher || known.channel !== channel),
          entry,
        ]
        if ('error' in parts.codec.encodeLedger(ledger)) return unknown('the name of a channel')
        copy.ledger = ledger
        return ok()
      }),
    'node.counts': ({ node: id, origin }) => on(id, (node) => ok({ ...parts.copies.counts(node, origin) })),
    'source.offer': ({ node: id, origin, event }) =>
      on(id, (node) => {
        const offered = parts.sources.offer(node, origin, event)
        if (typeof offered === 'string') return ok({ buffered: offered === 'buffered' })
        const { code, ...numbers } = offered
        return refused(code, 'the event was not kept; see spec/net/README.md', numbers)
      }),
    'source.offer_run': ({ node: id, origin, first, count, length }) =>
      on(id, (node) => {
        const payload = '00'.repeat(length)
        for (let at = 0; at < count; at++) {
          const offered = parts.sources.offer(node, origin, event(origin, BigInt(first) + BigInt(at), payload))
          if (offered === 'idle') return ok({ taken: at, refused: { code: 'daemon_not_found' } })
          if (offered !== 'buffered') return ok({ taken: at, refused: offered })
        }
        return ok({ taken: count })
      }),
    'source.drain': ({ node: id, origin }) =>
      on(id, (node) => {
        const record = node.sources.get(origin)
        if (record === undefined) return noDaemon
        if (record.phase === 'cutover') return refused('wrong_phase', 'expected a migration before cutover')
        return ok({ events: parts.sources.drain(record) })
      }),
    'source.cutover': ({ node: id, origin }) =>
      on(id, (node) => {
        const record = node.sources.get(origin)
        if (record === undefined) return noDaemon
        parts.sources.cutOver(record)
        return ok({ events: parts.sources.drain(record) })
      }),
    'source.cleanup': ({ node: id, origin }) =>
      on(id, (node) => {
        const record = node.sources.get(origin)
        if (record?.phase === 'buffering') return refused('wrong_phase', 'expected a migration past cutover')
        if (record !== undefined) parts.sources.letGo(node, origin, record)
        return ok()
      }),
    'source.abort': ({ node: id, origin }) =>
      on(id, (node) => {
        parts.sources.goBack(node, origin)
        return ok()
      }),
    'target.offer': ({ node: id, origin, event: offered }) =>
      on(id, (node) => {
        const record = node.targets.get(origin)
        const copy = node.copies.get(origin)
        if (record === undefined || copy === undefined) return ok({ taken: false })
        const full = parts.replay.hold(record, [offered])
        if (full !== undefined)
          return refused('buffer_full', 'the event was not kept; see spec/net/README.md', { ...full })
        return parts.replay.deliver(node, copy, record)
          ? ok({ taken: true })
          : refused('state_failed', 'the daemon failed on an event')
      }),
    'target.offer_run': ({ node: id, origin, first, count, length }) =>
      on(id, (node) => {
        const record = node.targets.get(origin)
        const copy = node.copies.get(origin)
        if (record === undefined || copy === undefined) return ok({ taken: 0, refused: { code: 'daemon_not_found' } })
        const payload = '00'.repeat(length)
        for (let at = 0; at < count; at++) {
          const full = parts.replay.hold(record, [event(origin, BigInt(first) + BigInt(at), payload)])
          if (full !== undefined) return ok({ taken: at, refused: { code: 'buffer_full', ...full } })
          if (!parts.replay.deliver(node, copy, record)) return ok({ taken: at, refused: { code: 'state_failed' } })
        }
        return ok({ taken: count })
      }),
    'target.activate': ({ node: id, origin }) =>
      on(id, (node) => {
        const activation = parts.targets.activate(node, origin)
        return 'refused' in activation
          ? refused(activation.refused, 'the target does not go live; see spec/net/README.md')
          : ok({ cursor: String(activation.cursor) })
      }),
    'target.complete': ({ node: id, origin }) => on(id, (node) => (node.completions.has(origin) ? ok() : noDaemon)),
    'target.abort': ({ node: id, origin }) =>
      on(id, (node) => {
        parts.targets.giveUp(node, origin)
        return ok()
      }),
    'target.forget': ({ node: id, origin }) => on(id, (node) => ok({ forgotten: parts.targets.forget(node, origin) })),
  }
}

const noDaemon = refused('daemon_not_found', 'expected a daemon that is here, or a migration that is under way')

/** What a copy is, as it can be looked at. */
export function read(copy: Copy): object {
  const { state, processed, processedCount, head, seed, ledger } = copy
  return {
    state: digestOf(state),
    processed: [...processed],
    processed_count: processedCount,
    head,
    read_only: seed === undefined,
    ledger,
  }
}

/** A snapshot as bytes. */
export function container(parts: Parts, node: Node, copy: Copy): Uint8Array | undefined {
  const written = parts.codec.encodeSnapshot(parts.daemons.snapshot(node, copy))
  return 'bytes' in written ? written.bytes : undefined
}

function event(origin: string, sequence: bigint, payload: string): Parameters<Parts['sources']['offer']>[2] {
  const link = {
    origin_hash: origin,
    horizon_encoded: '0',
    sequence: String(BigInt.asUintN(64, sequence)),
    parent_hash: '0',
  }
  return { link, payload, received_at: '0' }
}
