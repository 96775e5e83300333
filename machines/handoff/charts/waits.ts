/** Timers of each state of a role, by the event that ends the wait; how long each is, is a profile's matter. */
export const waits = {
  supervisor: {
    awaitProbe: ['timeout'],
    helloO: ['timeout'],
    helloN: ['timeout'],
    awaitDrained: ['timeout', 'silence'],
    awaitSealed: ['timeout', 'silence'],
    awaitReady: ['timeout', 'silence'],
  },
  incumbent: {
    awaitAck: ['timeout'],
    ready: ['timeout'],
    drained: ['timeout'],
    sealed: ['timeout'],
    reacquiring: ['timeout'],
  },
  successor: { awaitBegin: ['timeout'], locking: ['timeout'] },
} as const satisfies { readonly [role: string]: { readonly [state: string]: readonly ('timeout' | 'silence')[] } }
