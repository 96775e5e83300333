import type { Implementation } from '../../../spec/adapter.ts'
import { type Catalogue, loadCatalogue } from '../../../spec/catalogue.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { refused } from './answer.ts'
import { createParts } from './create-parts.ts'
import { operations } from './operations.ts'
import type { Parts } from './parts.ts'

let catalogue: Catalogue | undefined

/**
 * The reference implementation of all roles, in process and in virtual time. It answers synchronously; every reset builds it
 * anew, with the given overrides.
 */
export function createReference(build: (configuration: JsonObject) => Parts = createParts): Implementation {
  catalogue ??= loadCatalogue('net')
  const known = catalogue
  let parts = build({})
  let serve = operations(parts, known)
  return {
    request(op, params) {
      switch (op) {
        case 'hello':
          return { ok: parts.statement.pics() }
        case 'reset': {
          const problem = known.configuration(params)
          if (problem !== undefined) return refused('invalid_params', problem)
          parts = build(params)
          serve = operations(parts, known)
          return { ok: {} }
        }
        case 'bye':
          return { ok: {} }
        default:
          return serve(op, params)
      }
    },
  }
}
