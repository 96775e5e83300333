import type { Reply } from '../../../spec/adapter.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { refused } from './answer.ts'
import { codecOperations } from './codec-operations.ts'
import { daemonOperations } from './daemon-operations.ts'
import { deliver, meshOperations } from './mesh-operations.ts'
import { nodeOperations } from './node-operations.ts'
import type { Parts } from './parts.ts'
import { reassemblyOperations } from './reassembly-operations.ts'
import { runtimeOperations } from './runtime-operations.ts'
import { World } from './world.ts'

/** The catalogue's operations by name, in a world of their own. */
export function operations(parts: Parts, catalogue: Catalogue): (op: string, params: JsonObject) => Reply {
  const world = new World()
  const handlers: Readonly<Record<string, (params: never) => Reply>> = {
    ...codecOperations(parts),
    ...reassemblyOperations(parts),
    ...nodeOperations(parts, world),
    ...daemonOperations(parts, world),
    ...runtimeOperations(parts, world),
    ...meshOperations(parts, world),
  }
  return (op, params) => {
    const handler = Object.hasOwn(handlers, op) ? handlers[op] : undefined
    if (handler === undefined) return refused('unsupported_op', 'expected an operation of the catalogue')
    const problem = catalogue.params(op, params)
    if (problem !== undefined) return refused('invalid_params', problem)
    // The catalogue has just made sure that the parameters are those of the handler.
    const reply = handler(params as never)
    deliver(parts, world)
    return reply
  }
}
