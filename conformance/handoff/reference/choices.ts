/** Where the specification leaves a choice: what this implementation does. The conformance statement declares the same. */
export interface Choices {
  /** What a drained incumbent makes of the PrepareHandoff that it has served (HOF-061). */
  repeatedPrepare(): 'again' | 'refuse'
  /** What an incumbent does whose resume hook fails (HOF-111). */
  failedResume(): 'end' | 'retry'
}

export function createChoices(): Choices {
  return { repeatedPrepare: () => 'again', failedResume: () => 'end' }
}
