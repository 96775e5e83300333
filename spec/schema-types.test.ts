import { expect, test } from 'vitest'
import { typesOf } from './schema-types.ts'

const type = (definition: object): string =>
  /export type T = (.*)/.exec(
    typesOf({ $id: 'urn:x', $defs: { T: definition } } as never, { 'urn:y': './y.ts' }),
  )?.[1] ?? ''

test.each([
  [{ enum: ['a', 'b'] }, '"a" | "b"'],
  [{ const: false }, 'false'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ type: 'array', items: { enum: ['a', 'b'] } }, 'readonly ("a" | "b")[]'],
  [{ type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }] }, 'readonly [string, number]'],
  [
    {
      type: 'object',
      required: ['a'],
      additionalProperties: false,
      properties: { a: { type: 'string' }, 'b-c': { type: 'boolean' } },
    },
    "{ readonly a: string; readonly 'b-c'?: boolean }",
  ],
  [{ type: 'object', additionalProperties: false }, 'Readonly<Record<string, never>>'],
  [
    { oneOf: [{ properties: { k: { const: 1 } }, additionalProperties: false }, { type: 'null' }] },
    '{ readonly k?: 1 } | null',
  ],
  [
    {
      type: 'object',
      additionalProperties: false,
      properties: { a: { type: 'string' } },
      oneOf: [{ required: ['a'] }],
    },
    '{ readonly a?: string }',
  ],
  [true, 'Json'],
])('%j becomes %s', (definition, expected) => {
  expect(type(definition as object)).toBe(expected)
})

test('another schema is imported from its module, an unknown one is refused', () => {
  expect(typesOf({ $id: 'urn:x', $defs: { T: { $ref: 'urn:y#/$defs/U' } } } as never, { 'urn:y': './y.ts' })).toContain(
    "import type { U } from './y.ts'",
  )
  expect(() => type({ $ref: 'urn:z#/$defs/U' })).toThrow(expect.objectContaining({ code: 'CUT-SCHEMA-TYPE' }))
})
