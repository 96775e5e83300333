import type { Reply } from '../../../spec/adapter.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { codecOperations } from './codec-operations.ts'
import type { Parts } from './parts.ts'
import { receiverOperations } from './receiver-operations.ts'
import { senderOperations } from './sender-operations.ts'
import { sessionOperations } from './session-operations.ts'
import { throttleOperations } from './throttle-operations.ts'

/** What carries an operation out. It is called with parameters that are of the catalogue. */
export type Handlers = Readonly<Record<string, (params: never) => { readonly ok: object } | Reply>>

/** The catalogue's operations by name, on one set of parts. */
export function operations(parts: Parts, catalogue: Catalogue): (op: string, params: JsonObject) => Reply {
  const surfaces: readonly Handlers[] = [
    codecOperations(parts),
    receiverOperations(parts),
    senderOperations(parts),
    throttleOperations(parts),
    sessionOperations(parts),
  ]
  return (op, params) => {
    const handler = surfaces.find((handlers) => Object.hasOwn(handlers, op))?.[op]
    if (handler === undefined)
      return { error: { code: 'unsupported_op', message: 'expected an operation of the catalogue' } }
    const problem = catalogue.params(op, params)
    if (problem !== undefined) return { error: { code: 'invalid_params', message: problem } }
    // The catalogue has just made sure that the parameters are those of the handler.
    return handler(params as never) as Reply
  }
}
