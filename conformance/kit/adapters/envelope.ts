import schema from '../../../spec/adapter.schema.json' with { type: 'json' }
import type { Call, Reply } from '../../../spec/adapter.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { Schemas, type Validator } from '../../../spec/schemas.ts'
import { HarnessFault } from './fault.ts'
import { lineLimit } from './lines.ts'
import { parseStrict } from './strict-json.ts'

/** A reply with the id of the request that it answers. */
export interface Answer {
  readonly id: number
  readonly reply: Reply
}

/** One request as a line with its LF. Throws `CUT-ADAPTER-REQUEST` for a line that the protocol does not allow the kit to send. */
export function requestLine(id: number, call: Call): string {
  validators ??= compiled()
  const problem = validators.request({ id, op: call.op, params: call.params })
  if (problem !== undefined)
    throw new CutoverError(
      'CUT-ADAPTER-REQUEST',
      `${call.op}: expected a request of spec/adapter.schema.json; ${problem}`,
    )
  const line = `{"id":${id},"op":${JSON.stringify(call.op)},"params":${JSON.stringify(call.params)}}\n`
  // A UTF-16 code unit becomes at most three bytes.
  if (line.length * 3 > lineLimit && Buffer.byteLength(line) > lineLimit + 1) {
    throw new CutoverError('CUT-ADAPTER-REQUEST', `${call.op}: expected a request of at most ${lineLimit} bytes`)
  }
  return line
}

/** Reads one line as `Reply` of spec/adapter.schema.json; throws the `HarnessFault` that says what is wrong with it. */
export function readAnswer(line: string): Answer {
  const value = parseStrict(line)
  if (!isObject(value)) throw new HarnessFault('CUT-ADAPTER-NOT-OBJECT', 'a reply object', line)
  const answer = answerOf(value)
  if (typeof answer === 'string') throw new HarnessFault('CUT-ADAPTER-ENVELOPE', answer, line)
  return answer
}

/** Reads the answer to a line that was no request: an error whose id is null. `turn` is the place that the line took. */
export function readRefusal(line: string, turn: number): Answer {
  const value = parseStrict(line)
  if (!isObject(value)) throw new HarnessFault('CUT-ADAPTER-NOT-OBJECT', 'a reply object', line)
  const { id, ...rest } = value
  const answer = id === null ? answerOf({ id: turn, ...rest }) : 'id: null, because the line had none'
  if (typeof answer === 'string') throw new HarnessFault('CUT-ADAPTER-ENVELOPE', answer, line)
  return answer
}

/** An answer, or what was expected instead: what spec/adapter.schema.json says of `Reply`, and nothing beside it. */
export function answerOf(value: JsonObject): Answer | string {
  validators ??= compiled()
  const problem = validators.reply(value)
  if (problem !== undefined) return problem
  const { id, ok, error, unsupported } = value as unknown as { readonly id: number } & Reply
  if (ok !== undefined) return { id, reply: { ok } }
  return { id, reply: error === undefined ? { unsupported } : { error } }
}

/** Compiled at first use: most commands of the kit never open an adapter. */
let validators: { readonly request: Validator; readonly reply: Validator } | undefined

function compiled(): { readonly request: Validator; readonly reply: Validator } {
  const schemas = new Schemas([schema])
  const of = (name: string): Validator => schemas.validator(schema.$id, `/$defs/${name}`)
  return { request: of('Request'), reply: of('Reply') }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
