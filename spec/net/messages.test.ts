import fc from 'fast-check'
import { expect, it } from 'vitest'
import { loadSchema, Schemas } from '../schemas.ts'
import { DIALECTS } from './dialect.ts'
import { messageArbitrary } from './message-arbitrary.ts'
import { layoutsOf } from './messages.ts'
import { REASONS } from './reason.ts'
import vectors from './vectors.json' with { type: 'json' }

const schema = loadSchema(`${import.meta.dirname}/messages.schema.json`)
const validate = new Schemas([schema]).validator(schema.$id, '/$defs/Message')
interface Branch {
  readonly properties: Readonly<Record<string, { readonly const?: string; readonly description?: string }>>
}
const definitions = schema.$defs as unknown as Readonly<
  Record<string, { readonly description?: string; readonly oneOf?: readonly Branch[] }>
>
const branches = (name: string, tag: string): readonly (string | undefined)[] =>
  definitions[name]?.oneOf?.map(({ properties }) => properties[tag]?.const) ?? []

it('accepts the message of every vector', () => {
  for (const { message } of [...vectors.goldens, ...vectors.accepted]) expect(validate(message)).toBeUndefined()
})

it.each(Object.values(DIALECTS))('accepts every message of $name', (dialect) => {
  fc.assert(
    fc.property(messageArbitrary(dialect), (message) => {
      expect(validate(message)).toBeUndefined()
    }),
  )
})

it('names the messages in the order of their tags and the reasons in that of their codes', () => {
  for (const dialect of Object.values(DIALECTS))
    expect(layoutsOf(dialect).map(([type]) => type)).toEqual(branches('Message', 'type'))
  expect(Object.keys(REASONS)).toEqual(branches('FailureReason', 'kind'))
  expect(Object.values(REASONS).map(({ code }) => code)).toEqual([0, 1, 2, 3, 4, 5, 6])
})

it('lists the members of each message in the order of the wire', () => {
  for (const { message } of vectors.goldens) {
    const branch = definitions.Message?.oneOf?.find(({ properties }) => properties.type?.const === message.type)
    const order = Object.keys(message).map((name) => Object.keys(branch?.properties ?? {}).indexOf(name))
    expect([message.type, order]).toEqual([message.type, [...order].sort((a, b) => a - b)])
  }
})

it('calls only NotReady retriable', () => {
  expect(Object.entries(REASONS).flatMap(([kind, { retriable }]) => (retriable ? [kind] : []))).toEqual(['NotReady'])
})

const activate = { type: 'ActivateTarget', daemon_origin: '1' }

it.each([
  ['a further member', { ...activate, target_node: '1' }],
  ['an absent member', { type: 'TakeSnapshot', daemon_origin: '1' }],
  ['null', { ...activate, daemon_origin: null }],
  ['a number for a u64', { ...activate, daemon_origin: 1 }],
  ['2^64', { ...activate, daemon_origin: '18446744073709551616' }],
  ['an unknown type', { ...activate, type: 'CutoverAck' }],
  ['an unknown reason', { type: 'MigrationFailed', daemon_origin: '1', reason: { kind: 'Cancelled' } }],
  ['256 attempts', { type: 'MigrationFailed', daemon_origin: '1', reason: { kind: 'NotReadyTimeout', attempts: 256 } }],
  ['a reason as text', { type: 'MigrationFailed', daemon_origin: '1', reason: 'NotReady' }],
])('refuses %s', (_what, message) => expect(validate(message)).toBeTypeOf('string'))

it('describes every definition, so that a vendor can read the schema alone', () => {
  expect(Object.keys(definitions).filter((name) => definitions[name]?.description === undefined)).toEqual([])
})
