import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { root } from '../../spec/root.ts'
import { amend } from './amend.ts'
import { type AnyChart, chart } from './chart.ts'
import { specHash, transitionDigests } from './spec-hash.ts'

const gate = chart<{ count: number; most: number }, { by: number }>({
  id: 'gate',
  explain: 'Lets some in.',
  context: { count: { min: 0, max: 3 }, most: { min: 1, max: 3 } },
  payload: { by: { min: 1, max: 2 } },
  events: { enter: ['by'], close: [] },
  guards: { room: (c, e) => c.count + e.by <= c.most },
  updates: { add: { count: (c, e) => c.count + e.by }, empty: { count: () => 0 } },
  outputs: { said: (c) => ({ count: c.count }) },
  config: {
    initial: 'open',
    states: {
      open: {
        description: 'People enter.',
        on: {
          enter: [
            { guard: 'room', actions: ['add', 'said'], meta: { requirements: { reply: ['TOY-001'] } } },
            { actions: [{ type: 'said', params: { full: true, code: 'no' } }] },
          ],
          close: { target: 'shut', actions: ['empty'] },
        },
      },
      shut: { on: { enter: {}, close: {} } },
    },
  },
})

const folder = mkdtempSync(join(root, 'node_modules', '.spec-hash-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The hash of a specification with `charts` after a change of the text of one of its files. */
function hash(
  charts: readonly AnyChart[] = [gate],
  file?: string,
  change: (text: string) => string = (text) => text,
): string {
  cpSync(join(root, 'docs', 'toy'), folder, { recursive: true })
  if (file !== undefined) {
    const text = readFileSync(join(folder, file), 'utf8')
    const changed = change(text)
    expect(changed).not.toBe(text)
    writeFileSync(join(folder, file), changed)
  }
  return specHash({ id: 'toy', folder: relative(root, folder), charts })
}
const register = (change: (text: string) => string): string => hash([gate], 'requirements.yaml', change)

/** The same value with the members of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(reversed)
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner)]),
  )
}

test('a comment, a citation, a list of checks or the order of members changes nothing', () => {
  expect(register((text) => `# A comment.\n${text}`)).toBe(hash())
  expect(register((text) => text.replace(/source: \[[^\]]*\]/, 'source: [guide:1]'))).toBe(hash())
  expect(
    register((text) => text.replace('    source: [guide]\n', '    source: [guide]\n    checks: [toy/another]\n')),
  ).toBe(hash())
  expect(
    register((text) => text.replace('level: MUST\n    ', '').replace('\n    text:', '\n    level: MUST\n    text:')),
  ).toBe(hash())
  const turn = (text: string): string => JSON.stringify(reversed(JSON.parse(text)))
  expect(hash([gate], 'adapter.schema.json', turn)).toBe(hash())
  expect(hash([gate], 'messages.schema.json', (text) => text.replace('{', '{ "$comment": "A comment.",'))).toBe(hash())
})

test('a text, a level, a profile or a schema that changes, changes the hash', () => {
  const changed = [
    register((text) => text.replace(/text: (.*)/, 'text: Something else.')),
    register((text) => text.replace('level: MUST', 'level: SHOULD')),
    register((text) => text.replace(/robustness: \S+/, 'robustness: TOY-012')),
    hash([gate], 'adapter.schema.json', (text) => text.replace('"type": "object"', '"type": "array"')),
    hash([gate], 'messages.schema.json', (text) => text.replace('{', '{ "maximum": 3,')),
  ]
  expect(new Set([hash(), ...changed]).size).toBe(changed.length + 1)
})

test('how a chart is written changes nothing: order of members, descriptions, the spelling of a target', () => {
  expect(hash([reversed(gate) as AnyChart])).toBe(hash())
  const { open, shut } = gate.config.states
  const described = {
    ...gate,
    explain: 'Other words.',
    config: {
      ...gate.config,
      states: { open: { ...open, description: 'Other words.' }, shut: { ...shut, id: 'end' } },
    },
  }
  const aimed = amend(described, 'open', 'close', ([only]) => ({ ...only, target: '#end' }))
  expect(hash([aimed])).toBe(hash())
})

test('what a chart does changes the hash, and the digest of the transition that changed alone', () => {
  const changes: AnyChart[] = [
    amend(gate, 'open', 'close', ([only]) => ({ ...only, target: 'open' })),
    amend(gate, 'open', 'close', () => ({ target: 'shut' })),
    amend(gate, 'open', 'close', ([only]) => ({ ...only, meta: { requirements: { state: ['TOY-002'] } } })),
    { ...gate, updates: { ...gate.updates, empty: { count: () => 1 } } },
  ]
  const digests = (charts: readonly AnyChart[]) => transitionDigests({ id: 'toy', folder: 'docs/toy', charts })
  const before = digests([gate])
  for (const changed of changes) {
    const after = digests([changed])
    expect([...before].filter(([id, digest]) => after.get(id) !== digest).map(([id]) => id)).toEqual([
      'gate:open.close#0',
    ])
  }
  const wider: AnyChart = { ...gate, context: { ...gate.context, most: { min: 1, max: 2 } } }
  expect(new Set([gate, ...changes, wider].map((each) => hash([each]))).size).toBe(changes.length + 2)
})
