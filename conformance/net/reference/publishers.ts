import type { Subscribed } from '../../../spec/net/adapter.types.ts'
import type { Node } from './node.ts'

/** Who offers channels on the mesh, and what was asked of them. */
export interface Publishers {
  subscribe(node: Node, publisher: string, origin: string, channel: string, token?: string): boolean
  unsubscribe(node: Node, publisher: string, origin: string, channel: string): boolean
}

export interface Publisher {
  readonly accepts: boolean
  log: readonly Subscribed[]
}

export function createPublishers(): Publishers {
  const ask = (node: Node, name: string, asked: Omit<Subscribed, 'at_ms' | 'node' | 'accepted'>): boolean => {
    const publisher = node.world.publishers.get(name)
    if (publisher === undefined) return false
    const accepted = asked.event === 'unsubscribe' || publisher.accepts
    publisher.log = [...publisher.log, { at_ms: node.world.now, node: node.id, ...asked, accepted }]
    return accepted
  }
  return {
    subscribe: (node, publisher, origin, channel, token) =>
      ask(node, publisher, { origin, channel, event: 'subscribe', ...(token === undefined ? {} : { token }) }),
    unsubscribe: (node, publisher, origin, channel) => ask(node, publisher, { origin, channel, event: 'unsubscribe' }),
  }
}
