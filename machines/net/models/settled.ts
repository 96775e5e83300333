import type { Datagram } from '../systems/network.ts'
import type { Node } from '../systems/node.ts'
import { own } from './names.ts'
import type { Scene } from './scenes.ts'

/** Phases in which the target has restored. */
const restored = ['replay', 'cutover', 'complete']

/** Whether profile core says what follows a message where the node stands; profile strict always does. */
export function isSettled(node: Node, scene: Scene, { message, from, value, broken }: Datagram): boolean {
  const { orchestrator: o, source: s, target: t, host, data } = node
  const known =
    o.state === 'none' ? [s.context.orchestrator, t.context.orchestrator] : [o.context.source, o.context.target]
  switch (message) {
    case 'TakeSnapshot':
      return s.state === 'idle' && host.isLive && value !== own && from === scene.orchestrator
    case 'SnapshotReady':
      if (t.state === 'done' && host.isPresent) return false
      if (o.state !== 'none' || t.state === 'none' || t.state === 'done') return true
      return value === host.data.base && broken !== true
    case 'RestoreComplete':
      return from === o.context.target && ['transfer', ...restored].includes(o.state) && value >= data.through
    case 'ReplayComplete':
      return (
        from === o.context.target && ['replay', 'cutover'].includes(o.state) && value >= data.through && broken !== true
      )
    case 'CleanupComplete':
      return from !== o.context.source || ['cutover', 'complete'].includes(o.state)
    case 'ActivateAck':
      return from === o.context.target && o.state === 'complete'
    case 'CutoverNotify':
      return s.state === 'buffering' && from === s.context.orchestrator
    case 'BufferedEvents':
      return t.state === 'none' || from === t.context.orchestrator
    case 'ActivateTarget':
      return host.isClear
    default:
      return known.includes(from) && !node.isPastCutover && t.state !== 'done'
  }
}
