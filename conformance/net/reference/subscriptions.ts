import type { Subscription } from '../../../spec/net/messages.types.ts'
import type { Copy, Node } from './node.ts'
import type { Parts } from './parts.ts'

/** Subscriptions of daemons to channels (NET-135 to NET-138). Nodes without a mesh have no publishers. */
export interface Subscriptions {
  /** False where the publisher does not take it. */
  subscribe(node: Node, copy: Copy, subscription: Subscription): boolean
  unsubscribe(node: Node, copy: Copy, publisher: string, channel: string): boolean
  /** A target subscribes what a ledger lists. */
  join(node: Node, origin: string, ledger: readonly Subscription[]): void
  /** A node that lets a copy go unsubscribes it. */
  leave(node: Node, origin: string, ledger: readonly Subscription[]): void
}

export function createSubscriptions(parts: Parts): Subscriptions {
  return {
    subscribe: (node, copy, subscription) => {
      const { publisher, channel, token } = subscription
      if (!parts.publishers.subscribe(node, publisher, copy.origin, channel, token)) return false
      copy.ledger = [...without(copy, publisher, channel), subscription]
      return true
    },
    unsubscribe: (node, copy, publisher, channel) => {
      if (!parts.publishers.unsubscribe(node, publisher, copy.origin, channel)) return false
      copy.ledger = without(copy, publisher, channel)
      return true
    },
    join: (node, origin, ledger) => {
      for (const { publisher, channel, token } of ledger)
        parts.publishers.subscribe(node, publisher, origin, channel, token)
    },
    leave: (node, origin, ledger) => {
      for (const { publisher, channel } of ledger) parts.publishers.unsubscribe(node, publisher, origin, channel)
    },
  }
}

function without({ ledger }: Copy, publisher: string, channel: string): readonly Subscription[] {
  return ledger.filter((entry) => entry.publisher !== publisher || entry.channel !== channel)
}
