/** What a step says of the one after it: it can follow at once, or only after somebody else has acted. */
export type Step = 'next' | 'blocked'

/** An operation as a sequence of indivisible steps. Alone it runs through; in lanes the steps of several interleave. */
export type Steps<T> = Generator<Step, T, void>

export function isSteps<T extends object>(started: T | Steps<T>): started is Steps<T> {
  return Symbol.iterator in started
}
