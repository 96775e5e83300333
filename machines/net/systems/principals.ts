import type { MessageType } from '../../../spec/net/messages.ts'
import type { Node } from './node.ts'

/** Whether a node takes a message of this kind from that peer: the table of the dispatcher. */
export function isNamed(node: Node, message: MessageType, from: number): boolean {
  const { orchestrator, source, target, host, bound } = node
  switch (message) {
    case 'TakeSnapshot':
      return from === node.number || node.permits(from)
    case 'SnapshotReady':
      if (orchestrator.state !== 'none') return from === orchestrator.context.source
      if (target.state !== 'none' && host.isPresent) return from === target.context.orchestrator
      return bound.orchestrator === 0 || from === bound.orchestrator
    case 'RestoreComplete':
    case 'ReplayComplete':
    case 'ActivateAck':
      return from === orchestrator.context.target
    case 'CutoverNotify':
      return from === source.context.orchestrator
    case 'CleanupComplete':
      return orchestrator.state === 'none' || from === orchestrator.context.source
    case 'ActivateTarget':
      return target.state === 'none' || from === target.context.orchestrator
    case 'MigrationFailed':
      return [
        node.number,
        orchestrator.context.source,
        orchestrator.context.target,
        source.context.orchestrator,
        source.context.target,
        target.context.orchestrator,
        target.context.source,
      ].includes(from)
    default:
      return true
  }
}
