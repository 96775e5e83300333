import type { CausalEvent } from '../../../spec/net/messages.types.ts'
import type { Node, TargetRecord } from './node.ts'
import type { Parts } from './parts.ts'

export type Activation = { readonly cursor: bigint } | { readonly refused: 'daemon_not_found' | 'state_failed' | 'gap' }

/** The role that receives a daemon, once it is restored. */
export interface Targets {
  /** BufferedEvents of the orchestrator or the source. */
  bufferedEvents(node: Node, origin: string, record: TargetRecord, events: readonly CausalEvent[]): void
  /** Whether the sender of events is the orchestrator or the source, which it may become now (NET-095). */
  takesEventsFrom(record: TargetRecord, from: string): boolean
  /** Goes live, and answers the same when it is. */
  activate(node: Node, origin: string): Activation
  /** ActivateTarget of the orchestrator. */
  activateTarget(node: Node, origin: string, orchestrator: string): boolean
  /** A copy that is not live goes, with its subscriptions and what waits for it. */
  giveUp(node: Node, origin: string): void
  /** The memory of a completed migration goes. */
  forget(node: Node, origin: string): boolean
}

export function createTargets(parts: Parts): Targets {
  return {
    bufferedEvents: (node, origin, record, events) => {
      const copy = node.copies.get(origin)
      if (copy === undefined) return
      record.phase = 'replay'
      const full = parts.replay.hold(record, events) !== undefined
      const failed = !parts.replay.deliver(node, copy, record)
      if (full || failed) return
      parts.post.send(node, record.orchestrator, {
        type: 'ReplayComplete',
        daemon_origin: origin,
        replayed_seq: String(record.cursor),
        ...(parts.settings.dialect().replayHead ? { target_head: copy.head } : {}),
      })
    },
    takesEventsFrom: (record, from) => {
      if (from === record.orchestrator || from === record.source) return true
      if (record.source !== undefined || record.phase !== 'replay') return false
      record.source = from
      return true
    },
    activate: (node, origin) => {
      const completion = node.completions.get(origin)
      if (completion !== undefined) return { cursor: completion.cursor }
      const record = node.targets.get(origin)
      const copy = node.copies.get(origin)
      if (record === undefined || copy === undefined) return { refused: 'daemon_not_found' }
      if (!parts.replay.deliver(node, copy, record)) return { refused: 'state_failed' }
      if (record.pending.size > 0) return { refused: 'gap' }
      copy.live = true
      const { orchestrator, cursor, sequence, digest } = record
      node.targets.delete(origin)
      node.completions.set(origin, { orchestrator, cursor, sequence, digest })
      node.bindings.delete(origin)
      parts.factories.useUp(node, origin)
      return { cursor }
    },
    activateTarget: (node, origin, orchestrator) => {
      const activation = parts.targets.activate(node, origin)
      if ('refused' in activation) return false
      const replayed_seq = String(activation.cursor)
      parts.post.send(node, orchestrator, { type: 'ActivateAck', daemon_origin: origin, replayed_seq })
      return true
    },
    giveUp: (node, origin) => {
      node.restoring.get(origin)?.timer.cancel()
      node.restoring.delete(origin)
      parts.reassembly.drop(node, origin)
      if (!node.targets.delete(origin)) return
      const ledger = node.copies.get(origin)?.ledger ?? []
      node.copies.delete(origin)
      parts.subscriptions.leave(node, origin, ledger)
    },
    forget: (node, origin) => node.completions.delete(origin),
  }
}
