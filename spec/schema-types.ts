import { CutoverError } from './error.ts'
import type { Json, JsonObject } from './json.ts'

/** A JSON Schema as far as our schemas use the language; keywords that only narrow values are left to validation. */
type Schema = boolean | JsonObject

/**
 * TypeScript types for the `$defs` of a schema, and for an operation catalogue a type of each operation's parameters and
 * result. `modules` names the module of every other schema that is referred to, by `$id`.
 * Throws `CUT-SCHEMA-TYPE` for a keyword that has no translation.
 */
export function typesOf(schema: JsonObject, modules: Readonly<Record<string, string>>): string {
  const used = new Map<string, Set<string>>()
  const writer = new TypeWriter(schema, modules, used)
  const definitions = Object.entries((schema.$defs ?? {}) as JsonObject).map(([name, definition]) =>
    writer.declaration(name, definition as Schema),
  )
  const operations = schema.operations === undefined ? [] : [writer.operations(schema.operations as JsonObject)]
  const imports = [...used].map(([module, names]) => `import type { ${[...names].sort().join(', ')} } from '${module}'`)
  if (writer.usesJson) imports.unshift(`import type { Json } from '../json.ts'`)
  const header = `// Generated from ${schema.$id} by \`npm run types\`. Do not edit.`
  return `${[header, imports.join('\n'), ...definitions, ...operations].filter((part) => part !== '').join('\n\n')}\n`
}

class TypeWriter {
  usesJson = false

  constructor(
    readonly schema: JsonObject,
    readonly modules: Readonly<Record<string, string>>,
    readonly used: Map<string, Set<string>>,
  ) {}

  declaration(name: string, definition: Schema): string {
    const target = this.type(definition)
    // The same name in the schema referred to: the import is the declaration.
    if (target === name) return `export type { ${name} }`
    const text =
      typeof definition === 'object' && typeof definition.description === 'string'
        ? `/** ${definition.description} */\n`
        : ''
    return `${text}export type ${name} = ${target}`
  }

  operations(operations: JsonObject): string {
    const rows = Object.entries(operations).map(([name, operation]) => {
      const { params, result, summary } = operation as { params: Schema; result: Schema; summary: string }
      return `  /** ${summary} */\n  readonly '${name}': { readonly params: ${this.type(params)}; readonly result: ${this.type(result)} }`
    })
    return `/** Parameters and result of every operation. */\nexport interface Operations {\n${rows.join('\n')}\n}`
  }

  type(schema: Schema): string {
    if (typeof schema === 'boolean') return schema ? this.#json() : 'never'
    if (typeof schema.$ref === 'string') return this.#reference(schema.$ref)
    if ('const' in schema) return JSON.stringify(schema.const)
    if (Array.isArray(schema.enum)) return schema.enum.map((value: Json) => JSON.stringify(value)).join(' | ')
    const branches = schema.oneOf ?? schema.anyOf
    if (Array.isArray(branches) && !branches.every((branch) => onlyRequires(branch)))
      return branches.map((branch) => this.type(merged(schema, branch as Schema))).join(' | ')
    if (Array.isArray(schema.type)) return schema.type.map((type: Json) => this.#typed({ ...schema, type })).join(' | ')
    return this.#typed(schema)
  }

  #typed(schema: JsonObject): string {
    switch (schema.type) {
      case 'string':
        return 'string'
      case 'integer':
      case 'number':
        return 'number'
      case 'boolean':
      case 'null':
        return schema.type
      case 'array':
        return this.#array(schema)
      case 'object':
        return this.#object(schema)
      case undefined:
        return schema.properties === undefined && schema.required === undefined ? this.#json() : this.#object(schema)
      default:
        throw new CutoverError(
          'CUT-SCHEMA-TYPE',
          `${String(this.schema.$id)}: expected a JSON Schema type, got ${JSON.stringify(schema.type)}`,
          4,
        )
    }
  }

  #array(schema: JsonObject): string {
    if (Array.isArray(schema.prefixItems))
      return `readonly [${schema.prefixItems.map((item) => this.type(item as Schema)).join(', ')}]`
    const item = this.type((schema.items ?? true) as Schema)
    return `readonly ${/[ |]/.test(item) ? `(${item})` : item}[]`
  }

  #object(schema: JsonObject): string {
    const required = (schema.required ?? []) as string[]
    const members = Object.entries((schema.properties ?? {}) as JsonObject).map(
      ([name, member]) =>
        `readonly ${/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`}${required.includes(name) ? '' : '?'}: ${this.type(member as Schema)}`,
    )
    const rest = schema.additionalProperties
    if (rest !== undefined && rest !== false && typeof rest === 'object')
      members.push(`readonly [member: string]: ${this.type(rest as Schema)}`)
    else if (rest !== false && members.length === 0)
      members.push(`readonly [member: string]: ${this.#json()} | undefined`)
    return members.length === 0 ? 'Readonly<Record<string, never>>' : `{ ${members.join('; ')} }`
  }

  #reference(reference: string): string {
    const [document = '', pointer = ''] = reference.split('#')
    const name = pointer.replace('/$defs/', '')
    if (document === '' || document === this.schema.$id) return name
    const module = this.modules[document]
    if (module === undefined)
      throw new CutoverError(
        'CUT-SCHEMA-TYPE',
        `${String(this.schema.$id)}: refers to ${document}, whose types are not generated`,
        4,
      )
    const names = this.used.get(module) ?? new Set()
    this.used.set(module, names.add(name))
    return name
  }

  #json(): string {
    this.usesJson = true
    return 'Json'
  }
}

/** A branch with what its parent requires and declares for every branch. */
function merged(parent: JsonObject, branch: Schema): Schema {
  if (typeof branch === 'boolean' || branch.$ref !== undefined) return branch
  const required = [...((parent.required ?? []) as string[]), ...((branch.required ?? []) as string[])]
  const properties = {
    ...(parent.properties as JsonObject | undefined),
    ...(branch.properties as JsonObject | undefined),
  }
  return {
    ...branch,
    ...(required.length === 0 ? {} : { required: [...new Set(required)] }),
    ...(Object.keys(properties).length === 0 ? {} : { properties }),
  }
}

/** A branch that only says which members must be there narrows values and not the type. */
function onlyRequires(branch: Json): boolean {
  return typeof branch === 'object' && branch !== null && Object.keys(branch).every((keyword) => keyword === 'required')
}
