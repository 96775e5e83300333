import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { loadRegister } from '../register.ts'
import { encodeMessage } from './codec.ts'
import { DIALECTS } from './dialect.ts'
import { filled } from './fill.ts'
import { layoutsOf } from './messages.ts'
import { REASONS } from './reason.ts'
import vectors from './vectors.json' with { type: 'json' }

const page = readFileSync(`${import.meta.dirname}/README.md`, 'utf8')
const register = loadRegister(`${import.meta.dirname}/requirements.yaml`)
const catalogue = loadCatalogue('net')

/** What the pattern's first group captures, anywhere on the page. */
const named = (pattern: RegExp) => [...page.matchAll(pattern)].map((match) => match[1] ?? '')

it.each([
  ['requirements', /\b(NET-\d+)\b/g, register.requirements.map(({ id }) => id)],
  [
    'operations',
    /`((?:codec|reasm|snapshot|ledger|chain|node|daemon|source|target|link|rt|mh|op|clock|batch|publisher)\.[a-z_]+)`/g,
    catalogue.operations.map(({ name }) => name),
  ],
  ['capabilities', /capability\s+`([a-z_]+)`/g, Object.keys(catalogue.capabilities)],
  ['parameters', /parameter\s+`([a-z_]+)`/g, Object.keys(catalogue.parameters)],
])('refers only to %s that exist', (_table, pattern, existing) => {
  const names = named(pattern).filter((name) => !/^(snapshot|ledger|codec|chain|reasm)\.ts$/.test(name))
  expect(names).not.toEqual([])
  expect(names.filter((name) => !existing.includes(name))).toEqual([])
})

it('mentions every parameter of the catalogue', () => {
  expect(Object.keys(catalogue.parameters).filter((name) => !page.includes(`\`${name}\``))).toEqual([])
})

it('explains every error code, profile, role and behaviour of the catalogue', () => {
  const { errors = {}, $defs = {} } = catalogue.document
  const { Behaviour } = $defs as { Behaviour: { oneOf: { properties: { kind: { const: string } } }[] } }
  const behaviours = Behaviour.oneOf.map(({ properties }) => properties.kind.const)
  const names = [
    ...Object.keys(errors as object),
    ...catalogue.profiles,
    ...Object.keys(catalogue.roles),
    ...behaviours,
  ]
  expect(names.filter((name) => !page.includes(`\`${name}\``) && !page.includes(`| ${name} |`))).toEqual([])
})

it('gives tag and size of every message', () => {
  const rows = [...page.matchAll(/^\| (\d) \| (\w+) \|[^|]*\|[^|]*\| (\d+)/gm)].map((row) => row.slice(1, 4))
  const expected = layoutsOf(DIALECTS.v19 as never).map(([type, { fixed }], tag) => [`${tag}`, type, `${1 + fixed}`])
  expect(rows).toEqual(expected)
})

it('gives code and class of every reason', () => {
  const rows = [...page.matchAll(/^\| (\d) \| (\w+) \|[^|]*\| (yes|no) \|$/gm)].map((row) => row.slice(1, 4))
  expect(rows).toEqual(
    Object.entries(REASONS).map(([kind, { code, retriable }]) => [`${code}`, kind, retriable ? 'yes' : 'no']),
  )
})

it('gives the knobs of every dialect', () => {
  const rows = [...page.matchAll(/^\| `(v\d+)` \|[^|]*\| (\d+) bytes[^|]*\| (\w+) \|$/gm)].map((row) => row.slice(1, 4))
  const size = (dialect: (typeof DIALECTS)[string]): string => `${1 + (layoutsOf(dialect)[3]?.[1].fixed ?? 0)}`
  expect(rows).toEqual(Object.values(DIALECTS).map((dialect) => [dialect.name, size(dialect), `${dialect.trailing}d`]))
})

it('counts the origins of the requirements', () => {
  const rows = [...page.matchAll(/^\| `(document|upstream|completion)` \|.*\| (\d+) \|$/gm)].map((row) =>
    row.slice(1, 3),
  )
  const count = (origin: string): string =>
    `${register.requirements.filter((requirement) => requirement.origin === origin).length}`
  expect(rows).toEqual(['document', 'upstream', 'completion'].map((origin) => [origin, count(origin)]))
})

it('lists exactly the requirements that the register marks as hardened, and those that it excludes', () => {
  const { requirements } = register
  const paragraph = page.split('\n\n').find((text) => text.includes('mark `hardened`')) ?? ''
  const marked = requirements.filter(({ hardened }) => hardened === true).map(({ id }) => id)
  expect(paragraph.split('They count')[0]?.match(/NET-\d+/g)).toEqual(marked)
  const gaps = page.split('\n\n').find((text) => text.includes('*gaps of the protocol*')) ?? ''
  expect(gaps.match(/NET-\d+/g)).toEqual(
    requirements.filter(({ excluded }) => excluded !== undefined).map(({ id }) => id),
  )
})

it('lists exactly what profile strict asks beyond core', () => {
  const row = page.split('\n').find((line) => line.startsWith('| `strict` |')) ?? ''
  const asked = register.requirements.filter(({ profile }) => profile === 'strict').map(({ id }) => id)
  expect(row.match(/NET-\d+/g)).toEqual(asked)
})

it('shows bytes that are among the vectors', () => {
  const shown = [...page.matchAll(/^\| ([^|]+) \| `([0-9a-f]{18,})` \|$/gm)].map((row) => row.slice(1, 3))
  const golden = [
    ...vectors.goldens.map(({ name, bytes }) => [name, bytes]),
    ...vectors.snapshots.map(({ name, bytes }) => [`snapshot, ${name}`, bytes]),
    ...vectors.ledgers.map(({ name, bytes }) => [`ledger, ${name}`, bytes]),
  ].map((row) => row.join())
  expect(shown).toHaveLength(13)
  expect(shown.map((row) => row.join()).filter((row) => !golden.includes(row))).toEqual([])
})

it('gives origin and node id of the key of the vectors', () => {
  for (const { origin, node_id } of vectors.identities)
    expect(page).toContain(`origin ${origin} and the node id ${node_id}`)
})

it('begins the generated bytes as they begin', () => {
  expect(page).toContain(`\`${(Buffer.from(filled(4, 7)).toString('hex').match(/../g) ?? []).join(' ')}\``)
})

it('names the refusals of a message in the order of its tests', () => {
  const [, table = ''] = page.split('### Reading')
  const codes = [...(table.split('###')[0] ?? '').matchAll(/^\| `(\w+)`/gm)].map(([, code = '']) => code)
  expect(new Set([...codes, 'bad_utf8'])).toEqual(new Set(vectors.refused.map(({ code }) => code)))
  expect(codes.indexOf('zero_total')).toBeLessThan(codes.indexOf('total_too_large'))
  expect(codes.indexOf('total_too_large')).toBeLessThan(codes.indexOf('index_out_of_range'))
  expect(codes.indexOf('index_out_of_range')).toBeLessThan(codes.indexOf('chunk_too_large'))
  expect(encodeMessage({}).error?.code).toBe('encode_range')
})
