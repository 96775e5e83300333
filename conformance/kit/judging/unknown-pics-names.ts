import type { Pics } from '../../../spec/adapter.ts'
import type { Catalogue } from '../../../spec/catalogue.ts'

/** A sentence for each capability and parameter of a PICS that the catalogue does not have: most likely misspelt, and so without effect. */
export function unknownPicsNames({ capabilities, parameters }: Pics, catalogue: Catalogue): readonly string[] {
  return [
    ...sentences('capability', capabilities, catalogue.capabilities),
    ...sentences('parameter', Object.keys(parameters ?? {}), catalogue.parameters),
  ]
}

function sentences(what: string, names: readonly string[], known: object): string[] {
  return names
    .filter((name) => !Object.hasOwn(known, name))
    .map(
      (name) => `${what} "${name}" is not in the catalogue and has no effect; known: ${Object.keys(known).join(', ')}`,
    )
}
