import { expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { loadRegister } from '../register.ts'
import vectors from './vectors.json' with { type: 'json' }

const register = loadRegister(`${import.meta.dirname}/requirements.yaml`)
const catalogue = loadCatalogue('net')
const { requirements } = register

const idsWhere = (holds: (requirement: (typeof requirements)[number]) => boolean) =>
  requirements.filter(holds).map(({ id }) => id)

it('has NET-001 to NET-160 in order, none missing', () => {
  const expected = Array.from({ length: 160 }, (_, index) => `NET-${String(index + 1).padStart(3, '0')}`)
  expect(requirements.map(({ id }) => id)).toEqual(expected)
})

it('excludes only the gaps of the protocol, all of them at the level SHOULD', () => {
  const excluded = requirements.filter((requirement) => requirement.excluded !== undefined)
  expect(excluded.map(({ id, level }) => [id, level])).toEqual([
    ['NET-039', 'SHOULD'],
    ['NET-142', 'SHOULD'],
    ['NET-144', 'SHOULD'],
  ])
  expect(excluded.filter(({ excluded: reason }) => !reason?.endsWith('A gap of the protocol.'))).toEqual([])
})

it('names only profiles of the catalogue', () => {
  expect(idsWhere(({ profile }) => !catalogue.profiles.includes(profile))).toEqual([])
})

it('calls a requirement documented exactly if it cites a published document', () => {
  const cites = (source: readonly string[]) => source.some((entry) => /^(message|sdk):/.test(entry))
  expect(idsWhere(({ origin, source }) => (origin === 'document') !== cites(source))).toEqual([])
})

it('asks in profile strict what it lays down itself, but for what every implementation owes', () => {
  const everywhere = ['NET-018', register.robustness]
  expect(
    idsWhere(
      ({ id, profile, origin }) => (profile === 'strict') !== (origin === 'completion' && !everywhere.includes(id)),
    ),
  ).toEqual([])
  expect(idsWhere(({ id, profile }) => everywhere.includes(id) && profile === 'core')).toEqual(everywhere)
})

it('cites the prose page for every rule that this specification lays down', () => {
  expect(idsWhere(({ origin, source }) => origin === 'completion' && !source.includes('guide'))).toEqual([])
})

it('cites every document that it declares', () => {
  const cited = new Set(requirements.flatMap(({ source }) => source.map((entry) => entry.split(':')[0])))
  expect(Object.keys(register.documents).filter((key) => !cited.has(key))).toEqual([])
})

it('cites the published documents within their length', () => {
  const lines = { message: [96, 195], sdk: [1, 2171] } as const
  const outside = requirements.flatMap(({ id, source }) =>
    source.flatMap((entry) => {
      const [key = '', range = ''] = entry.split(':')
      const [first, last] = lines[key as keyof typeof lines] ?? [0, Number.MAX_SAFE_INTEGER]
      const numbers = range === '' ? [] : range.split('-').map(Number)
      const sound = numbers.every((line) => line >= first && line <= last) && (numbers[0] ?? 0) <= (numbers.at(-1) ?? 0)
      return sound ? [] : [`${id} ${entry}`]
    }),
  )
  expect(outside).toEqual([])
})

it('uses only names of the catalogue where it speaks of codes', () => {
  const tables = [catalogue.document.errors, catalogue.document.$defs, catalogue.document.operations]
  const names = new Set(tables.flatMap(words))
  const allowed = (name: string): boolean =>
    names.has(name) || ['seq_through', 'chunk_index', 'total_chunks'].includes(name)
  const cited = requirements.flatMap(({ id, text }) =>
    (text.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []).map((name) => [id, name] as const),
  )
  expect(cited.filter(([, name]) => !allowed(name))).toEqual([])
})

it('says each thing once', () => {
  expect(new Set(requirements.map(({ text }) => text)).size).toBe(requirements.length)
})

it('has every unusual and every wrong message show at least one of them', () => {
  const known = new Set(requirements.map(({ id }) => id))
  const nameless = [...vectors.accepted, ...vectors.refused, ...vectors.reassemblies].filter(
    (vector) => vector.requirements.length === 0 || vector.requirements.some((id) => !known.has(id)),
  )
  expect(nameless.map(({ name }) => name)).toEqual([])
})

/** Every member name below a value, and every text of an enumeration. */
function words(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(words)
  return Object.entries(value).flatMap(([name, below]) => [name, ...words(below)])
}
