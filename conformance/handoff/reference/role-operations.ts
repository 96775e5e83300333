import type { Operations } from '../../../spec/handoff/adapter.types.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Agent } from './agent.ts'
import { type RoleHandlers, refused, type Tell } from './answer.ts'
import { incumbentOperations } from './incumbent-operations.ts'
import { lockOperations } from './lock-operations.ts'
import type { Parts } from './parts.ts'
import { successorOperations } from './successor-operations.ts'
import { supervisorOperations } from './supervisor-operations.ts'

/** Carries out what reaches a process, on the side of the process. */
export type RoleOperations = (agent: Agent, op: string, params: JsonObject, tell: Tell) => void

export function roleOperations(parts: Parts): RoleOperations {
  const handlers: RoleHandlers = {
    ...lockOperations(parts),
    ...incumbentOperations(parts),
    ...successorOperations(parts),
    ...supervisorOperations(parts),
  }
  return (agent, op, params, tell) => {
    const handler = Object.hasOwn(handlers, op) ? handlers[op as keyof Operations] : undefined
    if (handler === undefined)
      return tell(refused('unsupported_op', 'expected an operation of a process'))
      // The catalogue has made sure that the parameters are those of the handler.
    ;(handler as (agent: Agent, params: JsonObject, tell: Tell) => void)(agent, params, tell)
  }
}
