import type { Json } from '../../../spec/json.ts'
import type { Decoder } from './decoder.ts'

/** Whether a value is of a kind. */
export type Kind = (value: Json, decoder: Decoder) => boolean

/** The members of a JSON object: which there are, which must be there, and what they hold. */
export interface Shape {
  readonly members: ReadonlyMap<string, { readonly kind: Kind; readonly needed: boolean }>
  readonly needed: number
  /** Members of which exactly one is given. */
  readonly alternatives: readonly string[]
}

export function shape(
  needed: Readonly<Record<string, Kind>>,
  optional: Readonly<Record<string, Kind>> = {},
  alternatives: readonly string[] = [],
): Shape {
  const row =
    (isNeeded: boolean) =>
    ([name, kind]: [string, Kind]) =>
      [name, { kind, needed: isNeeded }] as const
  const members = new Map([...Object.entries(needed).map(row(true)), ...Object.entries(optional).map(row(false))])
  return { members, needed: Object.keys(needed).length, alternatives }
}

export const id: Kind = (value, decoder) => decoder.id(value)
export const u64: Kind = (value, decoder) => decoder.u64(value)
export const placement: Kind = (value, decoder) => decoder.placement(value)
export const state: Kind = (value, decoder) => decoder.state(value)
export const anything: Kind = () => true
export const flag: Kind = (value) => typeof value === 'boolean'
export const string: Kind = (value) => typeof value === 'string'
export const object: Kind = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
export const natural =
  (least: number, most: number): Kind =>
  (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
export const oneOf =
  (...names: readonly string[]): Kind =>
  (value) =>
    typeof value === 'string' && names.includes(value)
export const text =
  (most: number): Kind =>
  (value) =>
    typeof value === 'string' && value !== '' && [...value].length <= most
export const record =
  (of: Shape): Kind =>
  (value, decoder) =>
    decoder.problem(of, value) === undefined
export const list =
  (of: Kind, least: number, most: number): Kind =>
  (value, decoder) =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every((item) => of(item, decoder))
