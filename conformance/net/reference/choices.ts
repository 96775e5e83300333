/** Where the specification leaves a choice: what this implementation does. The conformance statement declares the same. */
export interface Choices {
  /** What a reassembler does with other bytes for an index that it has (NET-024). */
  conflictingChunk(): 'replace' | 'refuse'
  /** What a source does with an event that is delivered after its snapshot (NET-065). */
  sourceDelivery(): 'buffer' | 'refuse'
  /** What a target that holds a copy of an earlier attempt does with another snapshot (NET-151). */
  staleSnapshot(): 'replace' | 'refuse'
  /** What a target does with the chunks of a migration that is complete (NET-145). */
  lateSnapshot(): 'acknowledge' | 'silent'
  /** Whether cancelling past cutover is refused, or lets go of the handle alone (NET-130). */
  cancelPastCutover(): 'refuse' | 'detach'
  /** Whether both ends of a connection know the key of the other. */
  acceptorKnowsKey(): boolean
  /** Who may ask for a snapshot unless a node was told otherwise (NET-096). */
  orchestratorPolicy(): 'local_only' | 'allowlist' | 'any'
}

export function createChoices(): Choices {
  return {
    conflictingChunk: () => 'replace',
    sourceDelivery: () => 'buffer',
    staleSnapshot: () => 'replace',
    lateSnapshot: () => 'acknowledge',
    cancelPastCutover: () => 'refuse',
    acceptorKnowsKey: () => true,
    orchestratorPolicy: () => 'any',
  }
}
