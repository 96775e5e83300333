import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { CutoverError } from './error.ts'
import { formats } from './formats.ts'
import type { JsonObject } from './json.ts'
import { describeProblem } from './problem.ts'

/** Says what is wrong with a value in one short sentence that names the place; `undefined` when it is valid. */
export type Validator = (value: unknown) => string | undefined

/**
 * Reads one JSON Schema file. Throws `CUT-SCHEMA-READ` when it cannot be read and `CUT-SCHEMA-JSON` when it is not a JSON
 * object with an `$id`.
 */
export function loadSchema(path: string): JsonObject & { readonly $id: string } {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new CutoverError('CUT-SCHEMA-READ', `${path}: expected a readable JSON Schema file; ${String(cause)}`, 4)
  }
  let schema: unknown
  try {
    schema = JSON.parse(text)
  } catch (cause) {
    throw new CutoverError('CUT-SCHEMA-JSON', `${path}: expected JSON; ${String(cause)}`, 4)
  }
  if (isSchema(schema)) return schema
  throw new CutoverError('CUT-SCHEMA-JSON', `${path}: expected a JSON object with a string member $id`, 4)
}

function isSchema(value: unknown): value is JsonObject & { readonly $id: string } {
  return typeof value === 'object' && value !== null && '$id' in value && typeof value.$id === 'string'
}

/**
 * A set of JSON Schemas (2020-12, ajv strict mode) which may refer to each other by `$id`, with the formats of
 * spec/formats.ts. Validation stops at the first problem.
 */
export class Schemas {
  readonly #ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    allErrors: false,
    discriminator: true,
    verbose: true,
    formats,
    logger: false,
  })

  /** Throws `CUT-SCHEMA` for a schema that is not valid 2020-12 or an `$id` that is given twice. */
  constructor(schemas: readonly JsonObject[]) {
    // By what a value breaks when it grows: for whoever makes values, nothing to validate.
    this.#ajv.addKeyword({ keyword: 'x-dimension', schemaType: 'string', valid: true })
    for (const schema of schemas) {
      try {
        if ('operations' in schema) this.#allowRootMembers(schema)
        this.#ajv.addSchema(schema)
      } catch (cause) {
        throw new CutoverError(
          'CUT-SCHEMA',
          `${String(schema.$id)}: expected a JSON Schema 2020-12; ${String(cause)}`,
          4,
        )
      }
    }
  }

  /** An operation catalogue holds tables beside its `$defs`, which strict mode would take for misspelt keywords. */
  #allowRootMembers(catalogue: JsonObject): void {
    this.#ajv.addVocabulary(Object.keys(catalogue).filter((name) => this.#ajv.RULES.keywords[name] !== true))
  }

  /**
   * Compiles the schema at a JSON pointer (`/$defs/Epoch`; empty for the whole document) of the schema with that `$id`.
   * Throws `CUT-SCHEMA` when there is none or when it does not compile in strict mode.
   */
  validator(schemaId: string, pointer = ''): Validator {
    const address = pointer === '' ? schemaId : `${schemaId}#${encodeURI(pointer)}`
    let validate: ReturnType<Ajv2020['getSchema']>
    try {
      validate = this.#ajv.getSchema(address)
    } catch (cause) {
      throw new CutoverError('CUT-SCHEMA', `${address}: expected a schema that compiles; ${String(cause)}`, 4)
    }
    if (validate === undefined) {
      throw new CutoverError('CUT-SCHEMA', `${address}: expected a schema at this address, found none`, 4)
    }
    const accepts = validate
    return (value) => (accepts(value) ? undefined : describeProblem(accepts.errors ?? []))
  }
}
