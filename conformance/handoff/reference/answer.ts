import type { Reply } from '../../../spec/adapter.ts'
import type { Operations } from '../../../spec/handoff/adapter.types.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Agent } from './agent.ts'

/** Tells the answer, at once or when it is known. */
export type Tell = (reply: Reply) => void

/** What carries an operation out inside a process. It is called with parameters that are of the catalogue. */
export type RoleHandlers = {
  readonly [Name in keyof Operations]?: (agent: Agent, params: Operations[Name]['params'], tell: Tell) => void
}

/** An answer with what it holds. */
export function ok(result: object = {}): Reply {
  return { ok: result as JsonObject }
}

/** An answer that says why not. */
export function refused(code: string, message: string, more: JsonObject = {}): Reply {
  return { error: { code, message, ...more } }
}

/** Nothing is called so, or what is called so is something else. */
export function unknown(what: string): Reply {
  return refused('unknown_name', `expected the name of ${what}`)
}
