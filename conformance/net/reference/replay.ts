import { MAX_EVENTS, MAX_PENDING_BYTES } from '../../../spec/net/limits.ts'
import type { CausalEvent } from '../../../spec/net/messages.types.ts'
import type { Copy, Node, TargetRecord } from './node.ts'
import type { Parts } from './parts.ts'

/** What is held when one more event is refused. */
export interface Full {
  readonly events: number
  readonly bytes: number
}

/** Events behind the snapshot: held by sequence, delivered without a gap (NET-068, NET-069, NET-079, NET-080). */
export interface Replay {
  /** Holds events in their order until one does not fit, and says what is held then. */
  hold(record: TargetRecord, events: readonly CausalEvent[]): Full | undefined
  /** Whether an event is still taken at the bound. */
  fits(record: TargetRecord, event: CausalEvent): boolean
  /** Delivers what has no gap before it. False if the daemon fails on an event: it and the rest stay held. */
  deliver(node: Node, copy: Copy, record: TargetRecord): boolean
}

export function createReplay(parts: Parts): Replay {
  return {
    hold: (record, events) => {
      for (const event of events) {
        const sequence = BigInt(event.link.sequence)
        if (sequence <= record.cursor) continue
        if (!parts.replay.fits(record, event)) return { events: record.pending.size, bytes: record.pendingBytes }
        record.pendingBytes += sizeOf(event) - sizeOf(record.pending.get(sequence))
        record.pending.set(sequence, event)
      }
      return undefined
    },
    fits: (record, event) => {
      const sequence = BigInt(event.link.sequence)
      if (sequence === record.cursor + 1n) return true
      const held = record.pending.get(sequence)
      const grows = sizeOf(event) - sizeOf(held)
      if (held !== undefined && grows <= 0) return true
      const events = record.pending.size + (held === undefined ? 1 : 0)
      return events <= MAX_EVENTS && record.pendingBytes + grows <= MAX_PENDING_BYTES
    },
    deliver: (node, copy, record) => {
      for (;;) {
        const next = record.cursor + 1n
        const event = record.pending.get(next)
        if (event === undefined) return true
        if (parts.copies.process(node, copy, event) === undefined) return false
        record.pending.delete(next)
        record.pendingBytes -= sizeOf(event)
        record.cursor = next
      }
    },
  }
}

function sizeOf(event: CausalEvent | undefined): number {
  return event === undefined ? 0 : event.payload.length / 2
}
