import type { Mutant } from '../kit/mutation/mutant.ts'
import type { Parts } from './reference/parts.ts'

/** Implementations with one fault each, in the order of what they violate. */
export const mutants: readonly Mutant<Parts>[] = []
