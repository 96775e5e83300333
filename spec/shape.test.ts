import { describe, expect, it } from 'vitest'
import type { JsonObject } from './json.ts'
import { leastOf, shapeOf } from './shape.ts'

const document: JsonObject = {
  $id: 'urn:test',
  $defs: {
    Epoch: { type: 'string', format: 'u64' },
    Place: {
      type: 'object',
      required: ['kind'],
      oneOf: [
        {
          required: ['cluster'],
          properties: { kind: { const: 'cluster' }, cluster: { type: 'string', format: 'utf8-9' } },
        },
        {
          required: ['index'],
          properties: { kind: { const: 'index' }, index: { type: 'integer', minimum: 1, maximum: 5 } },
        },
      ],
    },
  },
}
const change: JsonObject = {
  type: 'object',
  required: ['place', 'flags'],
  additionalProperties: false,
  properties: {
    place: { $ref: 'urn:test#/$defs/Place' },
    epoch: { $ref: '#/$defs/Epoch' },
    flags: { type: 'array', minItems: 1, items: { type: 'boolean' } },
  },
}

describe('a shape', () => {
  it('writes short definitions where they are used, and long ones once below', () => {
    expect(shapeOf(change, [document])).toEqual([
      '{ place: Place, epoch?: u64 in decimal text, flags: list of boolean }',
      'Place = { kind: "cluster", cluster: text of at most 9 bytes }',
      '  | { kind: "index", index: integer 1 to 5 }',
    ])
  })

  it('puts one member a line where a line is too long for all of them', () => {
    const many = Object.fromEntries(
      ['one', 'two', 'three', 'four', 'five'].map((name) => [`a_member_${name}`, { type: 'string' }]),
    )
    expect(shapeOf({ type: 'object', properties: many, required: ['a_member_one'] }, [document])).toEqual([
      '{',
      '  a_member_one: text',
      '  a_member_two?: text',
      '  a_member_three?: text',
      '  a_member_four?: text',
      '  a_member_five?: text',
      '}',
    ])
  })

  it('says "nothing" and "anything" plainly', () => {
    expect(shapeOf({ type: 'object', additionalProperties: false }, [document])).toEqual(['{}'])
    expect(shapeOf({}, [document])).toEqual(['any value'])
  })
})

it('the least value has the first alternative and required members alone', () => {
  expect(leastOf(change, [document])).toEqual({ place: { kind: 'cluster', cluster: '' }, flags: [false] })
  expect(leastOf({ $ref: '#/$defs/Epoch' }, [document])).toBe('0')
})
