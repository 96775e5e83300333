/** Where the specification leaves a choice: what this implementation does. The conformance statement declares the same. */
export interface Choices {
  /** What set does to a moving partition (OSP-026). */
  setDuringMigration(): 'refuse' | 'cancel'
  /** What begin does with a destination equal to the current placement (OSP-042). */
  samePlacement(): 'accept' | 'refuse'
  /** Whether an asynchronous write is gated before it is queued (OSP-090). */
  asyncGate(): 'gated' | 'ungated'
}

export function createChoices(): Choices {
  return {
    setDuringMigration: () => 'refuse',
    samePlacement: () => 'accept',
    asyncGate: () => 'gated',
  }
}
