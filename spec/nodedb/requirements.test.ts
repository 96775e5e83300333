import { expect, it } from 'vitest'
import { loadCatalogue } from '../catalogue.ts'
import { loadRegister } from '../register.ts'
import vectors from './vectors.json' with { type: 'json' }

const register = loadRegister(`${import.meta.dirname}/requirements.yaml`)
const catalogue = loadCatalogue('nodedb')
const { requirements } = register

const idsWhere = (holds: (requirement: (typeof requirements)[number]) => boolean) =>
  requirements.filter(holds).map(({ id }) => id)

it('has NDB-001 to NDB-120 in order, none missing', () => {
  const expected = Array.from({ length: 120 }, (_, index) => `NDB-${String(index + 1).padStart(3, '0')}`)
  expect(requirements.map(({ id }) => id)).toEqual(expected)
})

it('excludes nothing: every requirement can be shown by an operation', () => {
  expect(idsWhere(({ excluded }) => excluded !== undefined)).toEqual([])
})

it('names only profiles of the catalogue', () => {
  expect(idsWhere(({ profile }) => !catalogue.profiles.includes(profile))).toEqual([])
})

it('calls a requirement documented exactly if it cites the published document', () => {
  const cites = (source: readonly string[]) => source.some((entry) => entry.startsWith('resync:'))
  expect(idsWhere(({ origin, source }) => origin === 'document' && !cites(source))).toEqual([])
  // NDB-068 reads the meaning of 0 off the document and the rule off counters that begin at 1.
  expect(idsWhere(({ origin, source }) => origin !== 'document' && cites(source))).toEqual(['NDB-068'])
})

it('cites the prose page for every rule that this specification lays down', () => {
  const own = idsWhere(({ origin, source }) => origin === 'completion' && !source.includes('guide'))
  expect(own).toEqual([])
})

it('cites every document that it declares', () => {
  const cited = new Set(requirements.flatMap(({ source }) => source.map((entry) => entry.split(':')[0])))
  expect(Object.keys(register.documents).filter((key) => !cited.has(key))).toEqual([])
})

it('says each thing once', () => {
  expect(new Set(requirements.map(({ text }) => text)).size).toBe(requirements.length)
})

it('has every unusual and every wrong frame show at least one of them', () => {
  const known = new Set(requirements.map(({ id }) => id))
  const nameless = [...vectors.accepted, ...vectors.refused].filter(
    (vector) => vector.requirements.length === 0 || vector.requirements.some((id) => !known.has(id)),
  )
  expect(nameless.map(({ name }) => name)).toEqual([])
})
