import type { Call, Reply } from '../../../spec/adapter.ts'
import { CutoverError } from '../../../spec/error.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
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

/** The hand-written twin of the schema's `Reply`: an answer, or what was expected instead. */
export function answerOf(value: JsonObject): Answer | string {
  const { id, ok, error, unsupported } = value
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 1) return 'id: an integer from 1 to 2^53-1'
  let members = 0
  for (const name in value) {
    if (name !== 'id' && name !== 'ok' && name !== 'error' && name !== 'unsupported') return 'no further members'
    members += 1
  }
  if (members !== 2) return 'exactly one of ok, error and unsupported'
  if (ok !== undefined) return isObject(ok) ? { id, reply: { ok } } : 'ok: an object'
  if (error !== undefined) return errorAnswer(id, error)
  return typeof unsupported === 'string' && unsupported !== ''
    ? { id, reply: { unsupported } }
    : 'unsupported: a reason, not empty'
}

function errorAnswer(id: number, error: Json): Answer | string {
  if (!isObject(error)) return 'error: an object'
  const { code, message, definite } = error
  if (typeof code !== 'string' || code === '') return 'error.code: a string, not empty'
  if (message !== undefined && typeof message !== 'string') return 'error.message: a string'
  if (definite !== undefined && typeof definite !== 'boolean') return 'error.definite: a boolean'
  return { id, reply: { error: error as JsonObject & { code: string } } }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
