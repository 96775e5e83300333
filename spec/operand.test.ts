import { describe, expect, test } from 'vitest'
import { operandsOf } from './operand.ts'

const messages = {
  $id: 'urn:x:messages',
  $defs: {
    Text: { type: 'string', format: 'utf8-4096', 'x-dimension': 'text' },
    Number: { type: 'string', format: 'u64', 'x-dimension': 'number' },
    Time: { $ref: '#/$defs/Number', 'x-dimension': 'time' },
  },
}
const operands = (params: object, more: object = {}) =>
  operandsOf(
    {
      $id: 'urn:x:adapter',
      operations: { do: { params, ...more } },
      configuration: { type: 'object', properties: {} },
    } as never,
    [
      { $id: 'urn:x:adapter', $defs: { Name: { $ref: 'urn:x:messages#/$defs/Text', 'x-dimension': 'name' } } } as never,
      messages,
    ],
  )
const object = (properties: object) => ({ type: 'object', properties })

describe('the operands of an operation', () => {
  test('take the nearest dimension, and the range of the schema behind their references', () => {
    const found = operands(
      object({
        text: { $ref: 'urn:x:messages#/$defs/Text' },
        name: { $ref: '#/$defs/Name' },
        after: { $ref: 'urn:x:messages#/$defs/Time' },
        count: { type: 'integer', minimum: 1, maximum: 9, 'x-dimension': 'count' },
      }),
    )
    expect(found.map(({ path, dimension, minimum, maximum }) => [path, dimension, minimum, maximum])).toEqual([
      ['text', 'text', undefined, 4096n],
      ['name', 'name', undefined, 4096n],
      ['after', 'time', undefined, 2n ** 64n - 1n],
      ['count', 'count', 1n, 9n],
    ])
  })

  test('lie in lists, in branches and in objects', () => {
    const found = operands({
      oneOf: [
        object({ items: { type: 'array', maxItems: 3, items: object({ name: { $ref: '#/$defs/Name' } }) } }),
        object({ inner: object({ text: { type: 'string' } }) }),
      ],
    })
    expect(found.map(({ path, type, maximum }) => [path, type, maximum])).toEqual([
      ['items', 'array', 3n],
      ['items.*.name', 'string', 4096n],
      ['inner.text', 'string', undefined],
    ])
  })

  test('are not what a schema lists, and are the operation itself where it is worth repeating', () => {
    expect(operands(object({ mode: { enum: ['a'] }, kind: { const: 'b' }, up: { type: 'boolean' } }))).toEqual([])
    expect(operands(object({}), { 'x-dimension': 'count' })).toMatchObject([
      { path: '', type: 'step', dimension: 'count' },
    ])
    expect(operands(object({ any: {} }))).toMatchObject([{ path: 'any', type: 'open', dimension: undefined }])
  })

  test('a reference to nothing is an error', () => {
    expect(() => operands(object({ a: { $ref: 'urn:x:messages#/$defs/Gone' } }))).toThrow(/Gone: expected a schema/)
  })
})
