/** Where the specification leaves a choice: what this implementation does. The conformance statement declares the same. */
export interface Choices {
  /** Whether a receiver asks for what it needs directly after a restart. */
  asksAfterRestart(): boolean
  /** What a sender makes of a request for a collection that it does not have (NDB-088). */
  unknownCollection(): 'empty_snapshot' | 'silent'
  /** The peer_id of the deltas that are pushed to a peer. */
  pushedPeerId(recipient: string): string
  /** The same as it is declared: `recipient`, or the one of all deltas. */
  pushedPeerIdStated(): string
  /** What a session makes of an empty delta. */
  emptyDelta(): 'reject' | 'delete'
  /** Whether what a snapshot leaves missing is asked for at once, or at the next interval. */
  promptAfterSnapshot(): boolean
  /** Whether deltas are held back while everything is rebuilt. */
  holdsWhileRebuilding(): boolean
  /** Whether a state that is sound is served while everything is rebuilt. */
  servesWhileRebuilding(): boolean
  /** Whether a limited peer stays limited in its next session. */
  keepsThrottle(): boolean
  /** The highest wire_version that a session accepts. */
  wireVersion(): number
}

export function createChoices(): Choices {
  return {
    asksAfterRestart: () => false,
    unknownCollection: () => 'empty_snapshot',
    pushedPeerId: (recipient) => recipient,
    pushedPeerIdStated: () => 'recipient',
    emptyDelta: () => 'reject',
    promptAfterSnapshot: () => true,
    holdsWhileRebuilding: () => false,
    servesWhileRebuilding: () => false,
    keepsThrottle: () => false,
    wireVersion: () => 4,
  }
}
