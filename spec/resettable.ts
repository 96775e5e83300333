import type { Implementation, Reply } from './adapter.ts'
import { type Catalogue, loadCatalogue } from './catalogue.ts'
import type { JsonObject } from './json.ts'

/** What an implementation says of itself. */
export interface Statement {
  /** The answer to `hello`. */
  pics(): JsonObject
}

/** An implementation from one reset to the next. */
export interface Life {
  readonly statement: Statement
  /** Answers a reset with parameters that nothing can begin with; undefined for all others. */
  refusal(configuration: JsonObject): Reply | undefined
  request(op: string, params: JsonObject): Reply | Promise<Reply>
  /** Ends what still waits; nothing is asked any more. */
  close?(): void
}

/** An implementation in process of which every reset makes another: `begin` gets the parameters of the reset, at first none. */
export function resettable(begin: (configuration: JsonObject) => Life): Implementation {
  let life = begin({})
  return {
    request(op, params) {
      switch (op) {
        case 'hello':
          return { ok: life.statement.pics() }
        case 'reset': {
          const refusal = life.refusal(params)
          if (refusal !== undefined) return refusal
          life.close?.()
          life = begin(params)
          return { ok: {} }
        }
        case 'bye':
          life.close?.()
          return { ok: {} }
        default:
          return life.request(op, params)
      }
    },
  }
}

/**
 * Makes a record of parts that know each other. They are created one after another but meet only at the first call, when the
 * record is complete.
 */
export function composed<Parts extends object>(create: (parts: Parts) => Parts): Parts {
  const parts = {} as Parts
  return Object.assign(parts, create(parts))
}

/** What answers the operations of a catalogue by name, made of parts. */
export type Operations<Parts> = (parts: Parts, catalogue: Catalogue) => Life['request']

/**
 * An implementation in process that holds every call and every reset against the catalogue of its protocol: each reset builds its
 * parts anew.
 */
export function catalogued<Parts extends { readonly statement: Statement }>(
  protocol: string,
  build: (configuration: JsonObject) => Parts,
  operations: Operations<Parts>,
): Implementation {
  const catalogue = known.get(protocol) ?? loadCatalogue(protocol)
  known.set(protocol, catalogue)
  return resettable((given) => {
    const parts = build(given)
    return {
      statement: parts.statement,
      refusal: (configuration) => {
        const message = catalogue.configuration(configuration)
        return message === undefined ? undefined : { error: { code: 'invalid_params', message } }
      },
      request: operations(parts, catalogue),
    }
  })
}

/** Catalogues that were loaded: each once, whatever number of implementations there are. */
const known = new Map<string, Catalogue>()
