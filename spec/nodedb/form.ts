import type { Reader } from './reader.ts'
import { ValueRefusal } from './refusal.ts'
import type { Writer } from './writer.ts'

/** How values of one type stand in a body: T is their JSON form. Writing takes any value and refuses what is no T. */
export interface Form<T> {
  read(from: Reader): T
  write(to: Writer, value: unknown): void
}

/** The JSON form of a form's values. */
export type ValueOf<F> = F extends Form<infer T> ? T : never

/** Members of a struct, in the order of the wire. */
export type Members = Readonly<Record<string, Form<unknown>>>

/** The JSON form of a struct: a member that may be nil on the wire is absent then. */
export type StructOf<M extends Members> = {
  -readonly [K in keyof M as undefined extends ValueOf<M[K]> ? never : K]: ValueOf<M[K]>
} & { -readonly [K in keyof M as undefined extends ValueOf<M[K]> ? K : never]?: Exclude<ValueOf<M[K]>, undefined> }

/** Refuses a value of a message; `expected` completes "expected …". */
export function refuseValue(expected: string): never {
  throw new ValueRefusal(expected)
}
