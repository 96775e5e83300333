import type { Reply } from '../../../../spec/adapter.ts'
import type { Catalogue } from '../../../../spec/catalogue.ts'
import type { JsonObject } from '../../../../spec/json.ts'
import { refused } from '../answer.ts'
import { codecOperations } from '../codec-operations.ts'
import type { Parts } from '../parts.ts'
import { roleOperations } from '../role-operations.ts'
import { clientOperations } from './client-operations.ts'
import { directoryOperations } from './directory-operations.ts'
import { environmentOperations } from './environment-operations.ts'
import { processOperations } from './process-operations.ts'
import { streamOperations } from './stream-operations.ts'
import { World } from './world.ts'

/** The catalogue's operations by name, in a world of their own. */
export function operations(parts: Parts, catalogue: Catalogue): (op: string, params: JsonObject) => Reply {
  const world = new World(parts)
  const handlers: Readonly<Record<string, (params: never) => Reply>> = {
    ...codecOperations(parts),
    ...environmentOperations(parts),
    ...processOperations(world, roleOperations(parts)),
    ...directoryOperations(world),
    ...streamOperations(world),
    ...clientOperations(world),
  }
  return (op, params) => {
    const handler = Object.hasOwn(handlers, op) ? handlers[op] : undefined
    if (handler === undefined) return refused('unsupported_op', 'expected an operation of the catalogue')
    const problem = catalogue.params(op, params)
    if (problem !== undefined) return refused('invalid_params', problem)
    // The catalogue has just made sure that the parameters are those of the handler.
    const reply = handler(params as never)
    world.clock.settle()
    return reply
  }
}
