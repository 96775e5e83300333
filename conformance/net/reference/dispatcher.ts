import type { Refused } from '../../../spec/net/adapter.types.ts'
import type { FailureReason, Message } from '../../../spec/net/messages.types.ts'
import type { Node } from './node.ts'
import type { Parts } from './parts.ts'

/** What a node makes of a message: who may send it, and which role it is for (NET-091 to NET-098, NET-103). */
export interface Dispatcher {
  /** Handles a message and everything that the node sends to itself because of it. Says why it had no effect. */
  receive(node: Node, from: string, bytes: Uint8Array): Refused | undefined
  /** Handles what the node has sent to itself. */
  settle(node: Node): void
  handle(node: Node, from: string, bytes: Uint8Array): Refused | undefined
  /** Whether a node may send chunks of the origin. */
  takesChunksFrom(node: Node, origin: string, from: string): boolean
  /** Whether it takes part in a migration of the origin, in any role of this node. */
  isParticipant(node: Node, origin: string, from: string): boolean
  failed(node: Node, from: string, origin: string, reason: FailureReason): Refused | undefined
}

/** Messages to itself that a node handles for one message. */
const MOST_INNER = 32

export function createDispatcher(parts: Parts): Dispatcher {
  const orchestrate = (
    node: Node,
    from: string,
    message: Extract<
      Message,
      { readonly type: 'RestoreComplete' | 'ReplayComplete' | 'CleanupComplete' | 'ActivateAck' }
    >,
  ): Refused | undefined => {
    const record = node.records.get(message.daemon_origin)
    if (record === undefined) return 'daemon_not_found'
    const sender = message.type === 'CleanupComplete' ? record.source : record.target
    if (from !== sender) return 'wrong_peer'
    switch (message.type) {
      case 'RestoreComplete':
        return fits(parts.orchestrators.restoreComplete(node, record, message))
      case 'ReplayComplete':
        return fits(parts.orchestrators.replayComplete(node, record, message))
      case 'CleanupComplete':
        return fits(parts.orchestrators.cleanupComplete(node, record))
      case 'ActivateAck':
        return fits(parts.orchestrators.activateAck(node, record))
    }
  }
  const snapshotReady = (
    node: Node,
    from: string,
    message: Extract<Message, { readonly type: 'SnapshotReady' }>,
    bytes: Uint8Array,
  ): Refused | undefined => {
    const { daemon_origin: origin } = message
    const record = node.records.get(origin)
    // What an orchestrator forwards to itself is for its own target role.
    if (record !== undefined && !(from === node.id && record.target === node.id)) {
      if (from !== record.source) return 'wrong_peer'
      return fits(parts.orchestrators.snapshotReady(node, record, message, bytes))
    }
    if (!parts.dispatcher.takesChunksFrom(node, origin, from)) return 'wrong_peer'
    return parts.restores.chunk(node, from, message) as Refused | undefined
  }
  const cutoverNotify = (node: Node, from: string, origin: string, target: string): Refused | undefined => {
    const source = node.sources.get(origin)
    if (source !== undefined) {
      if (from !== source.orchestrator) return 'wrong_peer'
      parts.sources.handOver(node, origin, source, target)
      return undefined
    }
    const gone = node.gone.get(origin)
    if (gone === undefined) return 'daemon_not_found'
    if (from !== gone.orchestrator) return 'wrong_peer'
    parts.post.send(node, from, { type: 'CleanupComplete', daemon_origin: origin })
    return undefined
  }
  const bufferedEvents = (
    node: Node,
    from: string,
    message: Extract<Message, { readonly type: 'BufferedEvents' }>,
  ): Refused | undefined => {
    const record = node.targets.get(message.daemon_origin)
    if (record === undefined) return node.completions.has(message.daemon_origin) ? 'out_of_phase' : 'daemon_not_found'
    if (!parts.targets.takesEventsFrom(record, from)) return 'wrong_peer'
    parts.targets.bufferedEvents(node, message.daemon_origin, record, message.events)
    return undefined
  }
  const activateTarget = (node: Node, from: string, origin: string): Refused | undefined => {
    const orchestrator = node.targets.get(origin)?.orchestrator ?? node.completions.get(origin)?.orchestrator
    if (orchestrator === undefined) return 'daemon_not_found'
    if (from !== orchestrator) return 'wrong_peer'
    return fits(parts.targets.activateTarget(node, origin, orchestrator))
  }

  return {
    receive: (node, from, bytes) => {
      const refused = parts.dispatcher.handle(node, from, bytes)
      parts.dispatcher.settle(node)
      return refused
    },
    settle: (node) => {
      for (let handled = 0; node.inner.length > 0 && handled < MOST_INNER; handled++) {
        const [next, ...rest] = node.inner
        node.inner = rest
        if (next !== undefined) parts.dispatcher.handle(node, node.id, next)
      }
      node.inner = []
    },
    handle: (node, from, bytes) => {
      const { message, error } = parts.codec.decode(bytes)
      if (message === undefined) return error.code as Refused
      const origin = message.daemon_origin
      if (!node.handler) {
        if (message.type !== 'TakeSnapshot' && message.type !== 'SnapshotReady') return 'no_handler'
        const reason: FailureReason = { kind: 'ComputeNotSupported' }
        parts.post.send(node, from, { type: 'MigrationFailed', daemon_origin: origin, reason })
        return 'no_handler'
      }
      switch (message.type) {
        case 'TakeSnapshot':
          parts.sources.take(node, from, origin, message.target_node)
          return undefined
        case 'SnapshotReady':
          return snapshotReady(node, from, message, bytes)
        case 'CutoverNotify':
          return cutoverNotify(node, from, origin, message.target_node)
        case 'MigrationFailed':
          return parts.dispatcher.failed(node, from, origin, message.reason)
        case 'BufferedEvents':
          return bufferedEvents(node, from, message)
        case 'ActivateTarget':
          return activateTarget(node, from, origin)
        default:
          return orchestrate(node, from, message)
      }
    },
    takesChunksFrom: (node, origin, from) => {
      if (from === node.id) return true
      const restoring = node.targets.get(origin)?.orchestrator ?? node.restoring.get(origin)?.orchestrator
      const recorded = restoring ?? (node.copies.has(origin) ? node.completions.get(origin)?.orchestrator : undefined)
      const expected = recorded ?? node.bindings.get(origin)?.orchestrator
      return expected === undefined || expected === from
    },
    isParticipant: (node, origin, from) => {
      const record = node.records.get(origin)
      const source = node.sources.get(origin)
      const target = node.targets.get(origin)
      const names = [record?.source, record?.target, source?.orchestrator, source?.target]
      return [...names, target?.orchestrator, target?.source, node.restoring.get(origin)?.orchestrator].includes(from)
    },
    failed: (node, from, origin, reason) => {
      if (!parts.dispatcher.isParticipant(node, origin, from)) {
        const known = node.records.has(origin) || node.sources.has(origin) || node.targets.has(origin)
        return known ? 'wrong_peer' : 'daemon_not_found'
      }
      const record = node.records.get(origin)
      if (record !== undefined && parts.orchestrators.isPastCutover(record)) return 'out_of_phase'
      parts.observers.hear(node, { origin, event: 'failure', reason, record: record !== undefined })
      if (record !== undefined) {
        parts.orchestrators.fail(node, record, reason, from)
        return undefined
      }
      parts.sources.goBack(node, origin)
      parts.targets.giveUp(node, origin)
      return undefined
    },
  }
}

function fits(did: boolean): Refused | undefined {
  return did ? undefined : 'out_of_phase'
}
