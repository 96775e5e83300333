import type { Implementation } from '../../../spec/adapter.ts'
import { type Catalogue, loadCatalogue } from '../../../spec/catalogue.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { resettable } from '../../../spec/resettable.ts'
import { refused } from './answer.ts'
import { createParts } from './create-parts.ts'
import { operations } from './operations.ts'
import type { Parts } from './parts.ts'

let catalogue: Catalogue | undefined

/**
 * The reference implementation of all roles, of the runtime and of its handles, in process and in virtual time. It answers
 * synchronously; every reset builds it anew, with the given overrides.
 */
export function createReference(build: (configuration: JsonObject) => Parts = createParts): Implementation {
  catalogue ??= loadCatalogue('net')
  const known = catalogue
  return resettable((given) => {
    const parts = build(given)
    const refusal = (configuration: JsonObject) => {
      const problem = known.configuration(configuration)
      return problem === undefined ? undefined : refused('invalid_params', problem)
    }
    return { statement: parts.statement, refusal, request: operations(parts, known) }
  })
}
