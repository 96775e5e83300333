import type { Json, JsonObject } from './json.ts'

/** Error object of a reply. Open for protocol-specific members; `definite: false` says that the effect may have happened. */
export interface ReplyError {
  code: string
  message?: string
  definite?: boolean
  [member: string]: Json | undefined
}

/** Exactly one of the three; the envelope's `id` belongs to the transport (spec/adapter.schema.json). */
export type Reply =
  | { readonly ok: JsonObject; readonly error?: never; readonly unsupported?: never }
  | { readonly error: ReplyError; readonly ok?: never; readonly unsupported?: never }
  | { readonly unsupported: string; readonly ok?: never; readonly error?: never }

/** One call of an adapter operation. */
export interface Call {
  readonly op: string
  readonly params: JsonObject
}

/** Protocol implementation conformance statement: the answer to `hello`. It selects what applies. */
export interface Pics {
  readonly implementation: string
  readonly version: string
  readonly language: string
  readonly protocol: string
  readonly profile: string
  readonly roles: readonly string[]
  readonly capabilities: readonly string[]
  readonly clock: 'virtual' | 'real'
  readonly deterministic: boolean
  /** Busy instances that the implementation bears at once, from 1; without it one, since a port or a path may be fixed. */
  readonly instances?: number
  readonly parameters?: Readonly<Record<string, Json>>
  readonly observes?: readonly string[]
  readonly shim_defined?: readonly string[]
}

/**
 * The in-process shape of an implementation under test: the operations of the catalogue, with `hello`, `reset` and `bye`
 * among them. A call may answer synchronously. It answers every call; it never throws for bad parameters.
 */
export interface Implementation {
  request(op: string, params: JsonObject): Reply | Promise<Reply>
}
