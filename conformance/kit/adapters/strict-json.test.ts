import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../../../spec/json.ts'
import { parseStrict } from './strict-json.ts'

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(':', '"', '\\', '\\":', '{"a":1}', '__proto__', '\\ud800'),
)

/** Members as pairs, so that a name can be written twice. */
type Tree =
  | Exclude<Json, object>
  | { readonly pairs: readonly (readonly [string, Tree])[]; readonly items?: never }
  | { readonly items: readonly Tree[]; readonly pairs?: never }

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), text),
    fc.array(tie('tree'), { maxLength: 4 }).map((items) => ({ items })),
    fc.array(fc.tuple(text, tie('tree')), { maxLength: 4 }).map((pairs) => ({ pairs })),
  ),
}))

function write(node: Tree): string {
  if (typeof node !== 'object' || node === null) return JSON.stringify(node)
  if (node.items !== undefined) return `[${node.items.map(write).join(', ')}]`
  return `{${node.pairs.map(([name, member]) => `${JSON.stringify(name)} :${write(member)}`).join(',')}}`
}

function repeatsName(node: Tree): boolean {
  if (typeof node !== 'object' || node === null) return false
  if (node.items !== undefined) return node.items.some(repeatsName)
  const names = node.pairs.map(([name]) => name)
  return new Set(names).size < names.length || node.pairs.some(([, member]) => repeatsName(member))
}

function codeOf(line: string): unknown {
  try {
    parseStrict(line)
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

test('a repeated member name is refused wherever it is, and nothing else is', () => {
  fc.assert(
    fc.property(tree, (node) => {
      const line = write(node)
      if (repeatsName(node)) expect(codeOf(line)).toBe('CUT-ADAPTER-DUPLICATE')
      else expect(parseStrict(line)).toEqual(JSON.parse(line))
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['{"a":1,"a":1}', 'CUT-ADAPTER-DUPLICATE'],
  ['{"a":":","\\u0061":2}', 'CUT-ADAPTER-DUPLICATE'],
  ['{"x":[{"b":{},"b":{}}]}', 'CUT-ADAPTER-DUPLICATE'],
  ['{"__proto__":1,"__proto__":2}', 'CUT-ADAPTER-DUPLICATE'],
  ['{"text":"\\uD800"}', 'CUT-ADAPTER-SURROGATE'],
  ['{"text":"\\udc00\\ud800"}', 'CUT-ADAPTER-SURROGATE'],
  ['{"\\udfff":1}', 'CUT-ADAPTER-SURROGATE'],
  [`${'['.repeat(513)}${']'.repeat(513)}`, 'CUT-ADAPTER-NESTING'],
  ['{"a":1', 'CUT-ADAPTER-JSON'],
  ['{"a":1}{}', 'CUT-ADAPTER-JSON'],
  ['{"a":NaN}', 'CUT-ADAPTER-JSON'],
  ['\ufeff{}', 'CUT-ADAPTER-JSON'],
  ['', 'CUT-ADAPTER-JSON'],
])('%s is %s', (line, code) => {
  expect(codeOf(line)).toBe(code)
})

test.each([
  '{"text":"\\ud83d\\ude00"}',
  '{"text":"\\\\ud800"}',
  '{"__proto__":1}',
  '{"a:":":"}',
  `${'['.repeat(512)}${']'.repeat(512)}`,
  ' {"a":1}\r',
])('%s passes', (line) => {
  expect(codeOf(line)).toBeUndefined()
})
