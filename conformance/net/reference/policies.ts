import type { Node } from './node.ts'

/** Who may ask a node for a snapshot (NET-096). */
export interface Policies {
  permits(node: Node, asking: string): boolean
}

export function createPolicies(): Policies {
  return {
    permits: ({ id, policy }, asking) =>
      asking === id || policy.kind === 'any' || (policy.kind === 'allowlist' && policy.allowed.includes(asking)),
  }
}
