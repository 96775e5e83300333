import { expect, it } from 'vitest'
import { loadRegister } from '../register.ts'
import { loadSchema } from '../schemas.ts'

const register = loadRegister(`${import.meta.dirname}/requirements.yaml`)
const catalogue = loadSchema(`${import.meta.dirname}/adapter.schema.json`)
const { requirements } = register

const idsWhere = (holds: (requirement: (typeof requirements)[number]) => boolean) =>
  requirements.filter(holds).map(({ id }) => id)

it('has OSP-001 to OSP-121 in order, none missing', () => {
  const expected = Array.from({ length: 121 }, (_, index) => `OSP-${String(index + 1).padStart(3, '0')}`)
  expect(requirements.map(({ id }) => id)).toEqual(expected)
})

it('excludes only what no operation can show', () => {
  expect(idsWhere(({ excluded }) => excluded !== undefined)).toEqual(['OSP-108', 'OSP-111'])
})

it('marks the requirements that the published crates are known to break', () => {
  const hardened = ['OSP-051', 'OSP-069', 'OSP-070', 'OSP-072', 'OSP-080', 'OSP-101', 'OSP-107']
  expect(idsWhere(({ hardened }) => hardened === true)).toEqual(hardened)
})

it('names only profiles of the catalogue', () => {
  const profiles = new Set(
    Object.values(catalogue.operations as Record<string, { profile: string }>).map(({ profile }) => profile),
  )
  expect(idsWhere(({ profile }) => !profiles.has(profile))).toEqual([])
})

it('names only error codes and parameters of the catalogue', () => {
  const names = new Set(
    ['errors', 'parameters', 'operations', 'configuration'].flatMap((table) => words(catalogue[table])),
  )
  const cited = requirements.flatMap(({ id, text }) =>
    (text.match(/\b[a-z]+(?:_[a-z]+)+\b/g) ?? []).map((name) => [id, name] as const),
  )
  expect(cited.filter(([, name]) => !names.has(name))).toEqual([])
})

it('cites every document that it declares', () => {
  const cited = new Set(requirements.flatMap(({ source }) => source.map((entry) => entry.split(':')[0])))
  expect(Object.keys(register.documents).filter((key) => !cited.has(key))).toEqual([])
})

it('says each thing once', () => {
  expect(new Set(requirements.map(({ text }) => text)).size).toBe(requirements.length)
})

/** Every member name below a value. */
function words(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, below]) => [name, ...words(below)])
}
