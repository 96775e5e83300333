import type { Reader } from './reader.ts'
import { refuseValue, ValueRefusal } from './refusal.ts'
import type { Writer } from './writer.ts'

/** How values of one type stand in bytes: T is their JSON form. Writing takes any value and refuses what is no T. */
export interface Form<T> {
  /** Bytes that every value has; more may follow, as many as the last of them say. */
  readonly fixed: number
  read(from: Reader): T
  write(to: Writer, value: unknown): void
}

/** Members of a struct, in the order of the wire. Only the last one may be longer than its fixed part. */
export type Members = Readonly<Record<string, Form<unknown>>>

/** The JSON form of a struct. */
export type StructOf<M extends Members> = { readonly [K in keyof M]: M[K] extends Form<infer T> ? T : never }

/** Whether a value is an object of exactly these members, or of them and some optional ones. */
export function isObjectOf(
  value: unknown,
  names: readonly string[],
  optional: readonly string[] = [],
): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const found = Object.keys(value)
  return (
    names.every((name) => Object.hasOwn(value, name)) &&
    found.every((name) => names.includes(name) || optional.includes(name))
  )
}

/** Writes the part of a value at `name` and, if it is refused, says where. */
export function within(name: string | number, write: () => void): void {
  try {
    write()
  } catch (refusal) {
    if (refusal instanceof ValueRefusal) refusal.place = `/${name}${refusal.place}`
    throw refusal
  }
}

/** An object of exactly these members, one behind the other. */
export function struct<M extends Members>(members: M): Form<StructOf<M>> {
  const entries = Object.entries(members)
  const names = entries.map(([name]) => name)
  const fixed = entries.reduce((sum, [, form]) => sum + form.fixed, 0)
  return {
    fixed,
    read(from) {
      from.need(fixed, names.join(', '))
      const value: Record<string, unknown> = {}
      for (const [name, form] of entries) value[name] = form.read(from)
      return value as StructOf<M>
    },
    write(to, value) {
      if (!isObjectOf(value, names)) refuseValue(`an object of exactly ${names.join(', ')}`)
      for (const [name, form] of entries) within(name, () => form.write(to, value[name]))
    },
  }
}
