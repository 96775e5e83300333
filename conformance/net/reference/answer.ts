import type { Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Operations } from '../../../spec/net/adapter.types.ts'

/** Operations that one file answers. They are called with parameters that are of the catalogue. */
export type Handlers = { readonly [Name in keyof Operations]?: (params: Operations[Name]['params']) => Reply }

/** An answer with what it holds. */
export function ok(result: object = {}): Reply {
  return { ok: result as JsonObject }
}

/** An answer that says why not. */
export function refused(code: string, message: string, more: JsonObject = {}): Reply {
  return { error: { code, message, ...more } }
}

/** Nothing of this name or number is there. */
export function unknown(what: string): Reply {
  return refused('invalid_params', `expected ${what}`)
}
