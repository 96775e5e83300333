import { readFileSync } from 'node:fs'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { CutoverError } from './error.ts'
import schema from './register.schema.json' with { type: 'json' }
import type { Register } from './requirement.ts'
import { Schemas } from './schemas.ts'

const validate = new Schemas([schema]).validator(schema.$id)

/**
 * Reads and checks a requirement register. Throws a `CutoverError` (exit code 4) that names file and line:
 * `CUT-REGISTER-READ` no such file, `-YAML` not YAML, `-SCHEMA` not of the shape of register.schema.json, `-EXCLUDED` an
 * exclusion without a reason, `-DUPLICATE` an id twice, `-PREFIX` two prefixes, `-SOURCE` a source whose document is not
 * declared, `-ROBUSTNESS` a robustness requirement that the register does not have.
 */
export function loadRegister(path: string): Register {
  const file = new RegisterFile(path)
  const register = file.read()
  const prefix = prefixOf(register.robustness)
  const ids = new Set<string>()
  register.requirements.forEach(({ id, source }, index) => {
    const place = ['requirements', index]
    if (ids.has(id)) throw file.fault('DUPLICATE', [...place, 'id'], `${id} is there already; expected a new id`)
    ids.add(id)
    if (prefixOf(id) !== prefix) {
      throw file.fault('PREFIX', [...place, 'id'], `${id}; expected the prefix ${prefix} as in robustness`)
    }
    source.forEach((cited, position) => {
      const key = cited.split(':')[0] ?? ''
      if (Object.hasOwn(register.documents, key)) return
      const known = Object.keys(register.documents).join(', ')
      throw file.fault(
        'SOURCE',
        [...place, 'source', position],
        `${id} cites ${cited}; expected a document of ${known}`,
      )
    })
  })
  if (!ids.has(register.robustness)) {
    throw file.fault('ROBUSTNESS', ['robustness'], `${register.robustness}; expected the id of a requirement below`)
  }
  return register
}

function prefixOf(id: string): string {
  return id.slice(0, id.indexOf('-'))
}

/** A path into the YAML document. */
type YamlPath = readonly (string | number)[]

class RegisterFile {
  readonly #lines = new LineCounter()
  readonly #document: Document

  constructor(readonly path: string) {
    let text: string
    try {
      text = readFileSync(path, 'utf8')
    } catch (cause) {
      throw this.#error('READ', `${path}: expected a readable register; ${String(cause)}`)
    }
    this.#document = parseDocument(text, { lineCounter: this.#lines })
    const problem = this.#document.errors[0]
    if (problem !== undefined) {
      const { line } = this.#lines.linePos(problem.pos[0])
      throw this.#error('YAML', `${path}:${line}: expected YAML; ${problem.message.split('\n')[0]}`)
    }
  }

  /** Everything that the schema can judge. */
  read(): Register {
    const value: unknown = this.#document.toJS()
    const problem = validate(value)
    if (problem === undefined) return value as Register
    const place = placeOf(problem)
    if (place.at(-1) === 'excluded') {
      throw this.fault('EXCLUDED', place, `${problem}; expected the reason why no operation can show the requirement`)
    }
    throw this.fault('SCHEMA', place, problem)
  }

  fault(kind: string, place: YamlPath, message: string): CutoverError {
    const node = this.#nearest(place)
    const line = isNode(node) && node.range ? `:${this.#lines.linePos(node.range[0]).line}` : ''
    return this.#error(kind, `${this.path}${line}: ${message}`)
  }

  #error(kind: string, message: string): CutoverError {
    return new CutoverError(`CUT-REGISTER-${kind}`, `${message}; see spec/register.schema.json`, 4)
  }

  /** The node at a place or, where there is none, the closest one around it. */
  #nearest(place: YamlPath): unknown {
    for (let length = place.length; length > 0; length--) {
      const node = this.#document.getIn(place.slice(0, length), true)
      if (isNode(node)) return node
    }
    return this.#document.contents
  }
}

/** The place that a problem names: it starts with a JSON pointer unless it is about the whole value. */
function placeOf(problem: string): YamlPath {
  const pointer = problem.split(' ')[0] ?? ''
  if (!pointer.startsWith('/')) return []
  return pointer
    .slice(1)
    .split('/')
    .map((part) => (/^[0-9]+$/.test(part) ? Number(part) : part))
}
