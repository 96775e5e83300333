import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { formats } from './formats.ts'
import type { JsonObject } from './json.ts'
import { loadSchema, Schemas } from './schemas.ts'

const folder = mkdtempSync(join(tmpdir(), 'cutover-schemas-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const shapes: JsonObject = {
  $id: 'urn:test:shapes',
  $defs: {
    Shape: {
      type: 'object',
      required: ['kind'],
      discriminator: { propertyName: 'kind' },
      oneOf: [
        {
          required: ['radius'],
          additionalProperties: false,
          properties: { kind: { const: 'circle' }, radius: { type: 'string', format: 'u64' } },
        },
        { additionalProperties: false, properties: { kind: { enum: ['dot', 'point'] } } },
      ],
    },
    Found: {
      type: 'object',
      required: ['found'],
      oneOf: [
        { additionalProperties: false, properties: { found: { const: false } } },
        { required: ['shape'], properties: { found: { const: true }, shape: { $ref: '#/$defs/Shape' } } },
      ],
    },
  },
}
const catalogue: JsonObject = {
  $id: 'urn:test:catalogue',
  operations: {
    'shape.draw': {
      params: { type: 'object', required: ['shape'], properties: { shape: { $ref: 'urn:test:shapes#/$defs/Shape' } } },
    },
  },
  vocabulary_of_its_own: { anything: 1 },
}
const schemas = new Schemas([shapes, catalogue])

describe('a problem is one sentence that names the place', () => {
  const draw = schemas.validator('urn:test:catalogue', '/operations/shape.draw/params')
  const found = schemas.validator('urn:test:shapes', '/$defs/Found')
  it.each([
    [draw, { shape: { kind: 'dot' } }, undefined],
    [draw, {}, 'the value must have the member "shape"'],
    [draw, { shape: {} }, '/shape must have the member "kind"'],
    [draw, { shape: { kind: 'cube' } }, '/shape/kind must be one of "circle", "dot", "point"'],
    [
      draw,
      { shape: { kind: 'circle', radius: '01' } },
      '/shape/radius must be an unsigned 64-bit integer as canonical decimal string',
    ],
    [draw, { shape: { kind: 'dot', radius: '1' } }, '/shape must not have the member "radius"'],
    [found, { found: true, shape: { kind: 'cube' } }, '/shape/kind must be one of "circle", "dot", "point"'],
    [found, { found: true }, 'the value must have the member "shape"'],
  ])('%#', (validate, value, sentence) => {
    expect(validate(value)).toBe(sentence)
  })
})

describe('a schema that cannot be used is refused with a code', () => {
  it.each([
    ['CUT-SCHEMA-READ', () => loadSchema(join(folder, 'absent.json'))],
    ['CUT-SCHEMA-JSON', () => loadSchema(file('broken.json', '{'))],
    ['CUT-SCHEMA-JSON', () => loadSchema(file('nameless.json', '{"type":"object"}'))],
    ['CUT-SCHEMA', () => new Schemas([shapes, shapes])],
    ['CUT-SCHEMA', () => new Schemas([{ $id: 'urn:test:bad', type: 'objekt' }])],
    ['CUT-SCHEMA', () => schemas.validator('urn:test:absent')],
    ['CUT-SCHEMA', () => schemas.validator('urn:test:shapes', '/$defs/Absent')],
    [
      'CUT-SCHEMA',
      () => new Schemas([{ $id: 'urn:test:misspelt', type: 'object', require: ['a'] }]).validator('urn:test:misspelt'),
    ],
  ])('%s %#', (code, use) => {
    expect(use).toThrow(expect.objectContaining({ code, exitCode: 4 }))
  })

  it('reads a schema file back as it was written', () => {
    expect(loadSchema(file('shapes.json', JSON.stringify(shapes)))).toEqual(shapes)
  })
})

describe('formats', () => {
  it.each([
    [
      'u64',
      ['0', '1', '9007199254740993', '9999999999999999999', '18446744073709551615'],
      ['', '00', '-0', ' 1', '1 ', '1\n', '١', '18446744073709551616', '99999999999999999999', '100000000000000000000'],
    ],
    ['hex', ['', '00', 'deadbeef'], ['0', 'DE', '0x', 'zz', '00\n']],
    ['utf8-4096', ['', 'á', 'é'.repeat(2048), '\u{10ffff}'], ['é'.repeat(2049), '\ud800', 'a\udc00b']],
  ] as const)('%s tells its members from their neighbours', (name, inside, outside) => {
    expect(inside.filter((text) => !formats[name](text))).toEqual([])
    expect(outside.filter((text) => formats[name](text))).toEqual([])
  })
})
