import type { Variant } from '../kit/mutation/mutant.ts'
import type { Parts } from './reference/parts.ts'

/** Implementations with one unusual legal choice each. */
export const variants: readonly Variant<Parts>[] = []
