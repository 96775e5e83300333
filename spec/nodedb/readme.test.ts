import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { loadRegister } from '../register.ts'
import { DIALECTS } from './dialect.ts'
import { CODES } from './messages.ts'
import vectors from './vectors.json' with { type: 'json' }

const page = readFileSync(`${import.meta.dirname}/README.md`, 'utf8')
const register = loadRegister(`${import.meta.dirname}/requirements.yaml`)
const catalogue = loadCatalogue('nodedb')

/** What the pattern's first group captures, anywhere on the page. */
const named = (pattern: RegExp) => [...page.matchAll(pattern)].map((match) => match[1] ?? '')

it.each([
  ['requirements', /\b(NDB-\d+)\b/g, register.requirements.map(({ id }) => id)],
  ['operations', /`((?:codec|rx|tx|tq|tg|ses)\.[a-z_0-9]+)`/g, catalogue.operations.map(({ name }) => name)],
  ['capabilities', /capability\s+`([a-z_]+)`/g, Object.keys(catalogue.capabilities)],
  ['parameters', /parameter\s+`([a-z_]+)`/g, Object.keys(catalogue.parameters)],
])('refers only to %s that exist', (_table, pattern, existing) => {
  const names = named(pattern)
  expect(names).not.toEqual([])
  expect(names.filter((name) => !existing.includes(name))).toEqual([])
})

it('explains every error code, profile and role of the catalogue', () => {
  const { errors = {} } = catalogue.document
  const names = [...Object.keys(errors as object), ...catalogue.profiles, ...Object.keys(catalogue.roles)]
  expect(names.filter((name) => !page.includes(`\`${name}\``) && !page.includes(`| ${name} |`))).toEqual([])
})

it('describes every message', () => {
  expect(Object.keys(CODES).filter((name) => !page.includes(name))).toEqual([])
})

it('counts the origins of the requirements', () => {
  for (const [, origin = '', count] of page.matchAll(/^\| `(document|upstream|completion)` \|.*\| (\d+) \|$/gm)) {
    expect([origin, register.requirements.filter((requirement) => requirement.origin === origin).length]).toEqual([
      origin,
      Number(count),
    ])
  }
})

it('lists exactly the requirements that the register marks as hardened', () => {
  const paragraph = page.split('\n\n').find((text) => text.includes('mark `hardened`')) ?? ''
  const marked = register.requirements.filter(({ hardened }) => hardened === true).map(({ id }) => id)
  expect(paragraph.match(/NDB-\d+/g)).toEqual(marked)
})

it('gives the knobs of every dialect', () => {
  const rows = [...page.matchAll(/^\| \**(P\d\w?)\** \|.*$/gm)].map(([row, name]) => [
    name,
    row.split(' | ').slice(2, 9),
  ])
  const bytes = { bin: 'bin', intArray: 'int array' }
  const units = { pairNil: 'pair with nil', bare: 'bare name' }
  const expected = Object.values(DIALECTS).map((dialect) => {
    const { resyncFields, deltaPushFields, deltaAckFields, handshakeAckFields } = dialect
    const counts = [resyncFields, deltaPushFields, deltaAckFields, handshakeAckFields].map(String)
    return [dialect.name, [dialect.header, bytes[dialect.bytesAs], units[dialect.unitVariant], ...counts]]
  })
  expect(rows).toEqual(expected)
})

it('shows frames that are among the vectors', () => {
  const frames = named(/^\|.*\| `([0-9a-f]{16,})` \|$/gm)
  expect(frames).toHaveLength(11)
  expect(frames.filter((frame) => !vectors.goldens.some((golden) => golden.frame === frame))).toEqual([])
})
