import { join } from 'node:path'
import type { Implementation } from '../../spec/adapter.ts'
import { loadCatalogue } from '../../spec/catalogue.ts'
import type { JsonObject } from '../../spec/json.ts'
import { loadRegister } from '../../spec/register.ts'
import { root } from '../../spec/root.ts'
import type { Mutant, Variant } from './mutation/mutant.ts'
import type { Altered, Protocol } from './protocol.ts'

/** A reference implementation that is made of small objects, whose methods are its seams. */
export interface Reference<Parts extends object> {
  /** The parts of one case; `configuration` are the parameters of its reset. Each call makes new objects. */
  readonly createParts: (configuration: JsonObject) => Parts
  /** An implementation that gets the parts of each case from `build`. */
  readonly createReference: (build: (configuration: JsonObject) => Parts) => Implementation
}

/** What a protocol states of itself: register and catalogue are read from its folder, mutants and variants made of its parts. */
type Definition<Parts extends object> = Omit<
  Protocol,
  'register' | 'catalogue' | 'reference' | 'mutants' | 'variants'
> & {
  readonly reference: Reference<Parts>
  readonly mutants: readonly Mutant<Parts>[]
  readonly variants: readonly Variant<Parts>[]
}

/** The protocol of a definition. Its files are read at the first use, its mutants are in the order of what they violate. */
export function defineProtocol<Parts extends object>(definition: Definition<Parts>): Protocol {
  const { id, folder = `spec/${id}`, reference } = definition
  const altered = (alteration: Variant<Parts>): Altered => ({
    id: alteration.id,
    explain: alteration.explain,
    create: () => reference.createReference((configuration) => alter(reference.createParts(configuration), alteration)),
  })
  const mutants = definition.mutants.map((mutant) => {
    const { violates, thorough, profile } = mutant
    return {
      ...altered(mutant),
      violates,
      ...(thorough === undefined ? {} : { thorough }),
      ...(profile === undefined ? {} : { profile }),
    }
  })
  return {
    ...definition,
    register: once(() => loadRegister(join(root, folder, 'requirements.yaml'))),
    catalogue: once(() => loadCatalogue(id, folder)),
    reference: () => reference.createReference(reference.createParts),
    mutants: mutants.sort((a, b) => compare(a.violates, b.violates) || compare(a.id, b.id)),
    variants: definition.variants.map(altered),
  }
}

/** Replaces methods of one part, for whoever calls them. */
function alter<Parts extends object, Name extends keyof Parts>(
  parts: Parts,
  { part, apply }: Variant<Parts, Name>,
): Parts {
  Object.assign(parts[part] as object, apply({ ...parts[part] }, parts))
  return parts
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
