import fc, { type Arbitrary } from 'fast-check'
import type { Json, JsonObject } from '../json.ts'
import { type Narrowing, schemaArbitrary } from '../schema-arbitrary.ts'
import type { Dialect } from './dialect.ts'
import schema from './messages.schema.json' with { type: 'json' }
import { type Message, messagesOf } from './messages.ts'

const document = schema as unknown as JsonObject
const definitions = schema.$defs as unknown as Readonly<Record<string, JsonObject>>

/** Messages that the schema allows and the dialect carries, of every described type. */
export function messageArbitrary(dialect: Dialect): Arbitrary<Message> {
  const carried = narrowing(dialect)
  const types = [...messagesOf(dialect).byName.keys()].map((type) => {
    const found = definitions[type]
    if (found === undefined) throw new RangeError(`${type}: expected a definition of messages.schema.json`)
    return schemaArbitrary([document], { schema: found, document }, carried)
  })
  return fc.oneof(...types) as unknown as Arbitrary<Message>
}

/** What the dialect does not carry of the schema. */
function narrowing(dialect: Dialect): Narrowing {
  const before = (fields: number, ...names: string[]) => (dialect.deltaPushFields >= fields ? [] : names)
  return {
    members: new Set([
      ...(dialect.resyncFields === 3 ? ['shape_id'] : []),
      ...before(7, 'device_valid_time_ms'),
      ...before(10, 'producer_id', 'epoch', 'seq', 'accepted_epoch'),
      ...before(12, 'device_id', 'delta_signature', 'delta_signing_key'),
      ...(dialect.deltaAckFields < 3 ? ['clock_skew_warning_ms'] : []),
      ...(dialect.deltaAckFields < 5 ? ['applied_seq', 'status'] : []),
    ]),
    variants: new Set([...before(7, 'Array'), ...before(10, 'Retry'), ...before(12, 'Accepted', 'Rejected')]),
    ...(dialect.deltaPushFields < 7 ? { instead: tenant } : {}),
  }
}

/** Before 7 fields a tenant has 32 bits, whichever form its number has in JSON. */
function tenant(member: string, { type }: JsonObject): Arbitrary<Json> | undefined {
  if (member !== 'tenant_id') return undefined
  const number = fc.nat(2 ** 32 - 1)
  return type === 'integer' ? number : number.map(String)
}
