import type { Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { controlOperations } from './control-operations.ts'
import { fleetOperations } from './fleet-operations.ts'
import { parameters } from './parameters.ts'
import type { Parts } from './parts.ts'
import { refuse } from './refusal.ts'
import type { Steps } from './steps.ts'
import { storeOperations } from './store-operations.ts'

/** What carries an operation out. It is called with parameters that are in shape. */
export type Handler = (params: never) => Reply | Steps<Reply>
export type Handlers = Readonly<Record<string, Handler>>

/** The catalogue's operations by name. */
export interface Operations {
  /** The operation as steps, or its answer if it has none. */
  start(op: string, params: JsonObject): Reply | Steps<Reply>
}

/** Operations that need a capability and are not served without it. */
const needs: ReadonlyMap<string, string> = new Map([['store.current_epoch', 'generation']])

export function createOperations(parts: Parts): Operations {
  const store = storeOperations(parts)
  const control = controlOperations(parts)
  const fleet = fleetOperations(parts)
  return {
    start: (op, params) => {
      const shape = parameters.get(op)
      const handler = store[op] ?? control[op] ?? fleet[op]
      if (shape === undefined || handler === undefined) return parts.answers.refused(refuse('unsupported_op'), false)
      const problem = parts.decoder.problem(shape, params)
      if (problem !== undefined) return parts.answers.invalid(problem)
      const need = needs.get(op)
      if (need !== undefined && !parts.statement.capabilities().includes(need)) return { unsupported: need }
      // The decoder has just made sure that the parameters are those of the handler.
      return handler(params as never)
    },
  }
}
