import { type Form, type Members, refuseValue, type StructOf } from './form.ts'
import { ValueRefusal } from './refusal.ts'

type Tagged<V extends Readonly<Record<string, Members>>> = {
  [K in keyof V & string]: { kind: K } & StructOf<V[K]>
}[keyof V & string]

/** Adds the member to the place of a refusal and passes it on. */
function located(refusal: unknown, member: string): unknown {
  if (refusal instanceof ValueRefusal) refusal.place = `/${member}${refusal.place}`
  return refusal
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A value or nil; nil is an absent member in JSON. */
export function optional<T>(inner: Form<T>): Form<T | undefined> {
  return {
    read: (from) => (from.nil() ? undefined : inner.read(from)),
    write: (to, value) => (value === undefined ? to.nil() : inner.write(to, value)),
  }
}

/** A member which older peers do not know: absent from JSON, it is written as `standard`. */
export function added<T>(inner: Form<T>, standard: T): Form<T> & { readonly optional: true } {
  return {
    read: inner.read,
    write: (to, value) => inner.write(to, value === undefined ? standard : value),
    optional: true,
  }
}

export function list<T>(inner: Form<T>): Form<T[]> {
  return {
    read: (from) => {
      const values: T[] = []
      for (let count = from.array(); count > 0; count--) values.push(inner.read(from))
      return values
    },
    write: (to, value) => {
      if (!Array.isArray(value)) return refuseValue('an array')
      to.array(value.length)
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

/** A map; of a key that comes twice the last value counts, and the order of pairs has no meaning. */
export function map<T>(key: Form<string>, inner: Form<T>): Form<{ [key: string]: T }> {
  return {
    read: (from) => {
      const pairs: [string, T][] = []
      for (let count = from.map(); count > 0; count--) pairs.push([key.read(from), inner.read(from)])
      return Object.fromEntries(pairs)
    },
    write: (to, value) => {
      if (!isObject(value)) return refuseValue('an object')
      const pairs = Object.entries(value)
      to.map(pairs.length)
      for (const [name, item] of pairs) {
        try {
          key.write(to, name)
          inner.write(to, item)
        } catch (refusal) {
          throw located(refusal, name)
        }
      }
    },
  }
}

/**
 * An array of exactly the members, in order (NDB-013); an object in JSON. With `tag`, the object's first member is
 * `[tag[0]]: tag[1]`, which is not on the wire.
 */
export function struct<M extends Members>(members: M, tag?: readonly [name: string, value: string]): Form<StructOf<M>> {
  const names = Object.keys(members)
  const forms = Object.values(members)
  const count = names.length
  const known = new Set(tag === undefined ? names : [tag[0], ...names])
  return {
    read: (from) => {
      from.tuple(count)
      const value: Record<string, unknown> = {}
      if (tag !== undefined) value[tag[0]] = tag[1]
      for (let index = 0; index < count; index++) {
        const member = (forms[index] as Form<unknown>).read(from)
        if (member !== undefined) value[names[index] as string] = member
      }
      return value as StructOf<M>
    },
    write: (to, value) => {
      if (!isObject(value)) return refuseValue('an object')
      for (const name in value) if (!known.has(name)) refuseValue(`no member ${JSON.stringify(name)} in this dialect`)
      to.array(count)
      for (let index = 0; index < count; index++) {
        const name = names[index] as string
        try {
          ;(forms[index] as Form<unknown>).write(to, Object.hasOwn(value, name) ? value[name] : undefined)
        } catch (refusal) {
          throw located(refusal, name)
        }
      }
    },
  }
}

/**
 * An enum: `[name, payload]`, the payload an array of the variant's members in order (NDB-017). A variant without members is
 * `[name, nil]`, or the bare name where `unit` says so (NDB-020). In JSON an object whose member `kind` is the name.
 */
export function variants<V extends Readonly<Record<string, Members>>>(
  unit: 'pairNil' | 'bare',
  table: V,
): Form<Tagged<V>> {
  const names = new Set(Object.keys(table))
  const expected = `one of ${[...names].join(', ')}`
  const payloads = new Map(
    Object.entries(table)
      .filter(([, members]) => Object.keys(members).length > 0)
      .map(([name, members]) => [name, struct(members, ['kind', name])]),
  )
  return {
    read: (from) => {
      const start = from.position
      if (unit === 'bare' && isString(from.bytes[start] ?? 0)) {
        const name = from.string()
        return names.has(name) && !payloads.has(name) ? ({ kind: name } as Tagged<V>) : from.refuse(expected, start)
      }
      from.tuple(2)
      const at = from.position
      const name = from.string()
      const payload = payloads.get(name)
      if (payload !== undefined) return payload.read(from) as Tagged<V>
      if (!names.has(name)) from.refuse(expected, at)
      if (unit === 'bare') from.refuse(`the bare name ${name}`, start)
      if (!from.nil()) from.refuse(`nil after ${name}`)
      return { kind: name } as Tagged<V>
    },
    write: (to, value) => {
      const name = isObject(value) ? value.kind : undefined
      if (typeof name !== 'string' || !names.has(name)) return refuseValue(`an object whose kind is ${expected}`)
      const payload = payloads.get(name)
      if (payload === undefined) {
        if (Object.keys(value as object).length > 1) refuseValue(`no further member in ${name}`)
        if (unit === 'pairNil') to.array(2)
        to.string(name)
        if (unit === 'pairNil') to.nil()
        return
      }
      to.array(2)
      to.string(name)
      payload.write(to, value)
    },
  }
}

/** An enum of which every variant is without members; the name in JSON. */
export function names<N extends string>(unit: 'pairNil' | 'bare', ...known: readonly N[]): Form<N> {
  const inner = variants(unit, Object.fromEntries(known.map((name) => [name, {}])))
  return {
    read: (from) => inner.read(from).kind as N,
    write: (to, value) => inner.write(to, { kind: value }),
  }
}

function isString(marker: number): boolean {
  return (marker >= 0xa0 && marker < 0xc0) || (marker >= 0xd9 && marker <= 0xdb)
}
