import type { Reader } from './reader.ts'
import { refuseValue, ValueRefusal } from './refusal.ts'
import type { Writer } from './writer.ts'

/** How values of one type stand in a payload: T is their JSON form. Writing takes any value and refuses what is no T. */
export interface Form<T> {
  read(from: Reader): T
  write(to: Writer, value: unknown): void
  /** Absent in JSON where it is none on the wire. */
  readonly optional?: true
}

/** Members of a struct, in the order of the wire. */
export type Members = Readonly<Record<string, Form<unknown>>>

/** Adds the member to the place of a refusal and passes it on. */
export function located(refusal: unknown, member: string): unknown {
  if (refusal instanceof ValueRefusal) refusal.place = `/${member}${refusal.place}`
  return refusal
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The members one behind the other, nothing between them. With `type`, the JSON object names it in its first member. */
export function struct<T>(members: Members, type?: string): Form<T> {
  const forms = Object.entries(members)
  const known = new Set(Object.keys(members))
  if (type !== undefined) known.add('type')
  return {
    read: (from) => {
      const value: Record<string, unknown> = type === undefined ? {} : { type }
      for (const [name, form] of forms) {
        const member = form.read(from)
        if (member !== undefined) value[name] = member
      }
      return value as T
    },
    write: (to, value) => {
      if (!isObject(value)) return refuseValue('an object')
      for (const name in value) if (!known.has(name)) refuseValue(`no member ${JSON.stringify(name)}`)
      for (const [name, form] of forms) {
        try {
          form.write(to, Object.hasOwn(value, name) ? value[name] : undefined)
        } catch (refusal) {
          throw located(refusal, name)
        }
      }
    },
  }
}

/** A count and the elements (HOF-010). */
export function list<T>(inner: Form<T>): Form<T[]> {
  return {
    read: (from) => {
      const values: T[] = []
      for (let count = from.count(); count > 0; count--) values.push(inner.read(from))
      return values
    },
    write: (to, value) => {
      if (!Array.isArray(value)) return refuseValue('an array')
      to.unsigned(value.length)
      value.forEach((item, index) => {
        try {
          inner.write(to, item)
        } catch (refusal) {
          throw located(refusal, String(index))
        }
      })
    },
  }
}

/** 0, or 1 and the value. */
export function option<T>(inner: Form<T>): Form<T | undefined> {
  return {
    read: (from) => (from.boolean() ? inner.read(from) : undefined),
    write: (to, value) => {
      to.boolean(value !== undefined)
      if (value !== undefined) inner.write(to, value)
    },
    optional: true,
  }
}
