import fc, { type Arbitrary } from 'fast-check'
import type { JsonObject } from '../json.ts'
import { schemaArbitrary } from '../schema-arbitrary.ts'
import schema from './messages.schema.json' with { type: 'json' }
import { MESSAGE_TYPES } from './messages.ts'
import type { Journal, Message } from './messages.types.ts'

const document = schema as unknown as JsonObject
const definitions = schema.$defs as unknown as Readonly<Record<string, JsonObject>>

/** Messages that the schema allows, of every type. */
export const messageArbitrary = fc.oneof(...MESSAGE_TYPES.map(values)) as unknown as Arbitrary<Message>

/** Journal records that the schema allows. */
export const journalArbitrary = values('Journal') as unknown as Arbitrary<Journal>

function values(name: string): ReturnType<typeof schemaArbitrary> {
  const found = definitions[name]
  if (found === undefined) throw new RangeError(`${name}: expected a definition of messages.schema.json`)
  return schemaArbitrary([document], { schema: found, document })
}
