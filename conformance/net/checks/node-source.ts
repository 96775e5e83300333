import type { ModelSource } from '../../../machines/model/model.ts'
import { sources } from '../../../machines/net/models/sources.ts'

/** The model of a node in one part of a migration. */
export function nodeSource(id: string): ModelSource {
  const found = sources.find((source) => source.id === id)
  if (found === undefined)
    throw new RangeError(`${id}: expected one of ${sources.map((source) => source.id).join(', ')}`)
  return found
}
