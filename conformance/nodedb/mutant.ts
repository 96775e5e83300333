import type { Mutant, Variant } from '../kit/mutation/mutant.ts'
import type { Parts } from './reference/parts.ts'

type Name = keyof Parts & string

/** A fault of any part. */
export type NodedbMutant = { readonly [N in Name]: Mutant<Parts, N> }[Name]

/** An unusual legal choice of any part. */
export type NodedbVariant = { readonly [N in Name]: Variant<Parts, N> }[Name]

/** Declares a fault; `part` types what it replaces. */
export function mutant<N extends Name>(definition: Mutant<Parts, N>): NodedbMutant {
  return definition as unknown as NodedbMutant
}

/** Declares a legal choice. */
export function variant<N extends Name>(definition: Variant<Parts, N>): NodedbVariant {
  return definition as unknown as NodedbVariant
}
