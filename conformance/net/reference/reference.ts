import type { Implementation } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { catalogued } from '../../../spec/resettable.ts'
import { createParts } from './create-parts.ts'
import { operations } from './operations.ts'
import type { Parts } from './parts.ts'

/**
 * The reference implementation of all roles, of the runtime and of its handles, in process and in virtual time. It answers
 * synchronously; every reset builds it anew, with the given overrides.
 */
export function createReference(build: (configuration: JsonObject) => Parts = createParts): Implementation {
  return catalogued('net', build, operations)
}
