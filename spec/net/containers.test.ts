import { describe, expect, it } from 'vitest'
import { loadSchema, Schemas } from '../schemas.ts'
import { decodeLedger, encodeLedger, isChannel } from './ledger.ts'
import { decodeSnapshot, encodeSnapshot } from './snapshot.ts'
import vectors from './vectors.json' with { type: 'json' }

const schema = loadSchema(`${import.meta.dirname}/messages.schema.json`)
const schemas = new Schemas([schema])
const validSnapshot = schemas.validator(schema.$id, '/$defs/Snapshot')
const validLedger = schemas.validator(schema.$id, '/$defs/Ledger')

const bytesOf = (hex: string): Uint8Array => Buffer.from(hex, 'hex')
const hexOf = (encoded: { readonly bytes: Uint8Array } | { readonly error: { readonly message: string } }): string =>
  'bytes' in encoded ? Buffer.from(encoded.bytes).toString('hex') : encoded.error.message

describe.each(vectors.snapshots)('snapshot: $name', ({ snapshot, bytes }) => {
  it('is written to the byte', () => expect(hexOf(encodeSnapshot(snapshot))).toBe(bytes))
  it('is read back whole', () => expect(decodeSnapshot(bytesOf(bytes))).toEqual({ snapshot }))
  it('is of the schema', () => expect(validSnapshot(snapshot)).toBeUndefined())
  it('has no proper prefix', () => {
    for (let length = 0; length < bytes.length / 2; length++)
      expect(decodeSnapshot(bytesOf(bytes.slice(0, 2 * length)))).toMatchObject({ error: { code: 'truncated' } })
  })
})

it.each(vectors.refused_snapshots)('refuses a snapshot with $name: $code at byte $offset', ({ hex, code, offset }) => {
  expect(decodeSnapshot(bytesOf(hex))).toMatchObject({ error: { code, offset } })
})

const whole = vectors.snapshots[0]?.snapshot

it.each([
  ['nothing', undefined, ''],
  ['no state', { ...whole, state: undefined }, '/state'],
  ['a further member', { ...whole, horizon: '0' }, ''],
  ['a short key', { ...whole, entity_id: '00' }, '/entity_id'],
  ['another sequence', { ...whole, through_seq: '6' }, '/chain_link/sequence'],
  [
    'the origin of somebody else',
    { ...whole, chain_link: { ...whole?.chain_link, origin_hash: '1' } },
    '/chain_link/origin_hash',
  ],
  ['half an envelope', { ...whole, envelope: { signer_pub: '' } }, '/envelope'],
])('refuses to write a snapshot with %s', (_what, snapshot, place) => {
  expect(encodeSnapshot(snapshot)).toMatchObject({ error: { code: 'encode_range', place } })
})

describe.each(vectors.ledgers)('ledger: $name', ({ ledger, bytes }) => {
  it('is written to the byte', () => expect(hexOf(encodeLedger(ledger))).toBe(bytes))
  it('is read back whole', () => expect(decodeLedger(bytesOf(bytes))).toEqual({ ledger }))
  it('is of the schema', () => expect(validLedger(ledger)).toBeUndefined())
})

it.each(vectors.accepted_ledgers)('reads $name', ({ hex, ledger }) => {
  expect(decodeLedger(bytesOf(hex))).toEqual({ ledger })
})

it.each(vectors.refused_ledgers)('refuses a ledger with $name: $code at byte $offset', ({ hex, code, offset }) => {
  expect(decodeLedger(bytesOf(hex))).toMatchObject({ error: { code, offset } })
})

const entry = { publisher: '1', channel: 'a' }

it.each([
  ['no list', {}, '', 'encode_range'],
  ['a further member', [{ ...entry, at: '1' }], '/0', 'encode_range'],
  ['an upper case name', [entry, { ...entry, channel: 'A' }], '/1/channel', 'encode_range'],
  ['a token of 65 536 bytes', [{ ...entry, token: '00'.repeat(65_536) }], '/0/token', 'encode_too_large'],
  ['a number for a publisher', [{ ...entry, publisher: 1 }], '/0/publisher', 'encode_range'],
])('refuses to write a ledger with %s', (_what, ledger, place, code) => {
  expect(encodeLedger(ledger)).toMatchObject({ error: { code, place } })
})

it.each([
  ...['a', 'a.b', '-', '_', 'a/b/c', '...', 'a/.b', '..a', '0', 'a'.repeat(255)].map((name) => [name, true] as const),
  ...['', '.', '..', 'a/', '/a', 'a//b', 'a/./b', 'a/..', 'A', 'a b', 'é', 'a\n', 'a'.repeat(256)].map(
    (name) => [name, false] as const,
  ),
])('%j as a channel name: %s, here and in the schema', (channel, sound) => {
  expect(isChannel(channel)).toBe(sound)
  expect(validLedger([{ publisher: '1', channel }]) === undefined).toBe(sound)
})
