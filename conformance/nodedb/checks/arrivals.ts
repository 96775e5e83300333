import { Fitting, type Pattern } from '../../../machines/model/pattern.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { type ScriptStep, step } from '../../kit/cases/script.ts'
import { rx } from '../calls.ts'
import { checksumOf, payloadOf } from './payloads.ts'

/** The collection of a conversation that needs but one. */
export const collection = 'rows'

/** What a receiver did with a call. */
export const received = (frames: Pattern, ...applied: readonly string[]): Pattern => ({
  frames,
  applied: applied.map((mutation_id) => ({ peer: '1', collection, mutation_id })),
  installed: [],
})

export const someRequest = new Fitting('one request', (got: Json) => Array.isArray(got) && got.length === 1)

/** A delta with a payload of its own, unless another is given. */
export const delta = (id: string, payload = payloadOf(id), checksum = checksumOf(payload)): JsonObject => ({
  ...{ collection, document_id: 'd', mutation_id: id, payload, checksum },
})

/** It is the next one: applied, and nothing asked for. */
export const arrives = (params: JsonObject, ...requirements: string[]): ScriptStep =>
  step(rx.delta(params), received([], params.mutation_id as string), ...requirements)

/** Asked for again, and not applied. */
export const refusal = (params: JsonObject): ScriptStep => ({
  ...step(rx.delta(params), received(someRequest), 'NDB-045', 'NDB-046'),
  attribution: { frames: ['NDB-045'], effects: ['NDB-046'], reply: ['NDB-045'] },
})
