import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadCatalogue } from './catalogue.ts'
import type { JsonObject } from './json.ts'
import { type Narrowing, schemaArbitrary } from './schema-arbitrary.ts'
import { Schemas } from './schemas.ts'

const seeds = { seed: 7, numRuns: 500 }
const other: JsonObject = { $id: 'urn:other', $defs: { Number: { type: 'string', format: 'u64' } } }
const one: JsonObject = {
  $id: 'urn:one',
  $defs: {
    Shape: {
      type: 'object',
      required: ['kind'],
      properties: { note: { type: 'string' }, tenant: { type: 'integer', minimum: 0, maximum: 1000 } },
      oneOf: [
        {
          required: ['sides'],
          properties: { kind: { const: 'many' }, sides: { type: 'array', items: { $ref: 'urn:other#/$defs/Number' } } },
        },
        { $ref: '#/$defs/Round' },
      ],
    },
    Round: {
      required: ['names'],
      properties: {
        kind: { const: 'round' },
        names: { type: 'object', additionalProperties: { type: 'boolean' }, propertyNames: { format: 'i64' } },
      },
    },
  },
}
const drawn = (narrowing: Narrowing = {}): readonly JsonObject[] => {
  const schema: JsonObject = { $ref: '#/$defs/Shape' }
  return fc.sample(schemaArbitrary([one, other], { schema, document: one }, narrowing), seeds) as JsonObject[]
}

test('every variant comes, optional members come and stay away, lists are empty and long', () => {
  const values = drawn()
  expect(new Set(values.map(({ kind }) => kind))).toEqual(new Set(['many', 'round']))
  expect(values.every((value) => Object.getPrototypeOf(value) === Object.prototype)).toBe(true)
  expect(new Set(values.map((value) => 'note' in value)).size).toBe(2)
  const lengths = values.flatMap(({ sides }) => (Array.isArray(sides) ? [sides.length] : []))
  expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([0, 40])
  expect(values.every(({ kind, names, sides }) => (kind === 'many' ? sides : names) !== undefined)).toBe(true)
})

test('numbers come at their ends and beside the powers of two', () => {
  const numbers = new Set(drawn().flatMap(({ sides }) => (Array.isArray(sides) ? sides.map(String) : [])))
  const wanted = [0n, 1n, 127n, 128n, 65_535n, 2n ** 32n - 1n, 2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 1n].map(String)
  expect(wanted.filter((number) => !numbers.has(number))).toEqual([])
  const bounded = drawn().flatMap(({ tenant }) => (typeof tenant === 'number' ? [tenant] : []))
  expect([Math.min(...bounded), Math.max(...bounded)]).toEqual([0, 1000])
})

test('what a narrowing leaves out never comes, and what it puts in place does', () => {
  const values = drawn({
    members: new Set(['note']),
    variants: new Set(['round']),
    instead: (member) => (member === 'tenant' ? fc.constant(3) : undefined),
  })
  expect(values.some((value) => 'note' in value || value.kind === 'round')).toBe(false)
  expect(new Set(values.map(({ tenant }) => tenant))).toEqual(new Set([undefined, 3]))
})

test('a reference that leads nowhere is told', () => {
  const schema = { $ref: 'urn:absent#/$defs/A' }
  expect(() => schemaArbitrary([one], { schema, document: one })).toThrow(/urn:absent#/)
})

test.each(['osproxy', 'nodedb', 'handoff', 'net'])(
  'what is drawn of the parameters of %s is mostly in shape',
  (protocol) => {
    const { document, documents, operations } = loadCatalogue(protocol)
    const schemas = new Schemas(documents)
    for (const { name } of operations) {
      const { params: schema } = (document.operations as Record<string, { params: JsonObject }>)[name] ?? { params: {} }
      const validate = schemas.validator(String(document.$id), `/operations/${name}/params`)
      const values = fc.sample(schemaArbitrary(documents, { schema, document }), { seed: 1, numRuns: 30 })
      const fitting = values.filter((value) => validate(value) === undefined)
      expect(
        fitting.length,
        `${name}: ${validate(values.find((value) => validate(value) !== undefined))}`,
      ).toBeGreaterThan(2)
    }
  },
)
