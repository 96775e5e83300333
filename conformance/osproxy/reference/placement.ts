import type { Json } from '../../../spec/json.ts'

export type InjectedValue =
  | { readonly kind: 'partition_id' }
  | { readonly kind: 'constant'; readonly json: Json }
  | { readonly kind: 'from_principal'; readonly attr: string }
  | { readonly kind: 'from_header'; readonly header: string }

export type InjectedField = { readonly name: string; readonly value: InjectedValue }

/** Where a partition lives (OSP-003). Values are kept as they came in, so that they go out unchanged (OSP-004). */
export type Placement =
  | { readonly kind: 'dedicated_cluster'; readonly cluster: string }
  | { readonly kind: 'dedicated_index'; readonly cluster: string; readonly index: string }
  | {
      readonly kind: 'shared_index'
      readonly cluster: string
      readonly index: string
      readonly inject: InjectedField[]
    }

/** Where a request is sent. */
export type Target = { readonly cluster: string; readonly index: string }

/** The index that clients name; a dedicated cluster serves it as it is. */
const namedIndex = 'orders'

export function targetOf(placement: Placement): Target {
  return { cluster: placement.cluster, index: placement.kind === 'dedicated_cluster' ? namedIndex : placement.index }
}

/** Structural equality: the order of injected fields counts, the order of members inside a constant does not. */
export function samePlacement(a: Placement, b: Placement): boolean {
  return same(a as Json, b as Json)
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => same(item, b[at]))
  }
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]))
  )
}
