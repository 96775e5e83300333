import { expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { loadRegister } from '../register.ts'
import { loadSchema } from '../schemas.ts'
import vectors from './vectors.json' with { type: 'json' }

const register = loadRegister(`${import.meta.dirname}/requirements.yaml`)
const catalogue = loadCatalogue('handoff')
const { requirements } = register

const idsWhere = (holds: (requirement: (typeof requirements)[number]) => boolean) =>
  requirements.filter(holds).map(({ id }) => id)

it('has HOF-001 to HOF-160 in order, none missing', () => {
  const expected = Array.from({ length: 160 }, (_, index) => `HOF-${String(index + 1).padStart(3, '0')}`)
  expect(requirements.map(({ id }) => id)).toEqual(expected)
})

it('excludes only what no operation can show', () => {
  expect(idsWhere(({ excluded }) => excluded !== undefined)).toEqual(['HOF-157'])
})

it('names only profiles of the catalogue', () => {
  expect(idsWhere(({ profile }) => !catalogue.profiles.includes(profile))).toEqual([])
})

it('asks in profile crate only for what the published decoder and supervisor do, which profile strict does not ask', () => {
  expect(idsWhere(({ profile }) => profile === 'crate')).toEqual(['HOF-089', 'HOF-130'])
  expect(idsWhere(({ profile }) => !catalogue.contains('strict', profile))).toEqual(['HOF-089', 'HOF-130'])
})

const cites = (source: readonly string[], key: string) =>
  source.some((entry) => entry === key || entry.startsWith(`${key}:`))

it('calls a requirement documented only if it cites the published document', () => {
  expect(idsWhere(({ origin, source }) => origin === 'document' && !cites(source, 'protocol'))).toEqual([])
  // The document has the member of each; how it is written and what it means was read off the code.
  const others = ['HOF-007', 'HOF-038', 'HOF-054']
  expect(idsWhere(({ origin, source }) => origin !== 'document' && cites(source, 'protocol'))).toEqual(others)
})

it('cites the prose page for every rule that this specification lays down', () => {
  expect(idsWhere(({ origin, source }) => origin === 'completion' && !source.includes('guide'))).toEqual([])
})

it('reads off later code what it asks in profile hardened', () => {
  const later = ['frame-next', 'incumbent-next', 'role-next', 'lock-next', 'sock']
  const citing = idsWhere(({ source, origin }) => origin === 'upstream' && later.some((key) => cites(source, key)))
  expect(citing.filter((id) => id !== 'HOF-027')).toEqual(idsWhere(({ profile }) => profile === 'hardened'))
})

it('lays down itself, or reads into the document, what it asks in profile strict', () => {
  expect(idsWhere(({ profile, origin }) => profile === 'strict' && origin === 'upstream')).toEqual([])
})

it('cites every document that it declares', () => {
  const cited = new Set(requirements.flatMap(({ source }) => source.map((entry) => entry.split(':')[0])))
  expect(Object.keys(register.documents).filter((key) => !cited.has(key))).toEqual([])
})

it('says each thing once', () => {
  expect(new Set(requirements.map(({ text }) => text)).size).toBe(requirements.length)
})

it('names only error codes, parameters and members that exist', () => {
  const messages = loadSchema(`${import.meta.dirname}/messages.schema.json`)
  const names = new Set([
    ...['errors', 'parameters'].flatMap((table) => Object.keys(catalogue.document[table] as object)),
    ...words(messages.$defs),
  ])
  const cited = requirements.flatMap(({ id, text }) =>
    (text.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []).map((name) => [id, name] as const),
  )
  expect(cited.length).toBeGreaterThan(50)
  expect(cited.filter(([, name]) => !names.has(name))).toEqual([])
})

it('has every unusual frame show at least one of them', () => {
  const known = new Set(requirements.map(({ id }) => id))
  const nameless = vectors.unusual.filter(
    (vector) => vector.requirements.length === 0 || vector.requirements.some((id) => !known.has(id)),
  )
  expect(nameless.map(({ name }) => name)).toEqual([])
})

it('has an unusual frame show each requirement about refused frames', () => {
  const shown = new Set(vectors.unusual.flatMap((vector) => vector.requirements))
  const refusals = idsWhere(({ category, text }) => category === 'wire' && /refused as (codec|frame_size)/.test(text))
  // HOF-016 is about a frame that is never written.
  expect(refusals.filter((id) => !shown.has(id))).toEqual(['HOF-016'])
})

/** Every member name below a value. */
function words(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, below]) => [name, ...words(below)])
}
