import { crc32 } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { dimensions } from '../../../spec/catalogue.ts'
import { horizons, horizonsIn, longest, reaches } from './horizons.ts'

const within = (budget: 'quick' | 'default' | 'thorough', dimension: 'size' | 'count'): number[] =>
  horizonsIn(dimension)
    .filter(({ tier }) => reaches(budget, tier))
    .map(({ value }) => value)

describe.each(dimensions)('the horizons of %s', (dimension) => {
  const rows = horizons[dimension]

  test('have a slug each, and say what breaks there', () => {
    expect(new Set(rows.map(({ slug }) => slug)).size).toBe(rows.length)
    for (const { slug, because } of rows) {
      expect(slug).toMatch(/^[a-z0-9-]+$/)
      expect(because).not.toBe('')
    }
    expect(new Set(rows.map(({ value }) => `${value}`)).size).toBe(rows.length)
  })

  test('begin with what the quick budget takes, and default has more', () => {
    const count = (budget: 'quick' | 'default'): number => rows.filter(({ tier }) => reaches(budget, tier)).length
    expect(count('quick')).toBeGreaterThan(5)
    expect(count('default')).toBeGreaterThan(count('quick'))
  })
})

test('default goes to 65537 bytes and 1025 repetitions, thorough beyond', () => {
  expect(Math.max(...within('default', 'size'))).toBe(65_537)
  expect(Math.max(...within('default', 'count'))).toBe(1025)
  expect(Math.max(...within('quick', 'size'))).toBeLessThan(1024)
  expect(Math.max(...within('quick', 'count'))).toBeLessThan(100)
  expect(Math.max(...within('thorough', 'size'))).toBeGreaterThan(2 ** 22)
  expect(Math.max(...within('thorough', 'count'))).toBeGreaterThan(2 ** 16)
})

test('the sizes at which checksums, lengths and caches break are met, and their neighbours', () => {
  expect(within('default', 'size')).toEqual(expect.arrayContaining([32, 33, 255, 256, 257, 4095, 4096, 65_535, 65_536]))
  expect(within('default', 'count')).toEqual(expect.arrayContaining([0, 1, 8, 9, 64, 65, 500, 501, 1024, 1025]))
})

test('a range leaves out what lies beyond it and adds its own end, in the tier of the next row', () => {
  expect(horizonsIn('count', { minimum: 7, maximum: 12 }).map(({ value }) => value)).toEqual([7, 8, 9, 11, 12])
  expect(horizonsIn('count', { maximum: 12 }).at(-1)).toMatchObject({ slug: '12', value: 12, tier: 'quick' })
  expect(horizonsIn('count', { maximum: 300 }).at(-1)).toMatchObject({ value: 300, tier: 'default' })
  expect(horizonsIn('size', { maximum: 2 ** 24 }).at(-1)).toMatchObject({ value: 2 ** 24, tier: 'thorough' })
  expect(horizonsIn('number', { maximum: 2n ** 63n - 1n }).at(-1)?.value).toBe(2n ** 63n - 1n)
  expect(horizonsIn('text', { minimum: 1 }).some(({ value }) => value === '')).toBe(false)
  expect(horizonsIn('name', { maximum: 200 }).some(({ slug }) => slug === 'equal-for-256')).toBe(false)
  expect(horizonsIn('name', { maximum: 4096 }).some(({ slug }) => slug === 'equal-for-4095')).toBe(true)
})

test('names of a pair differ, and those of one hash have one', () => {
  const times = (factor: number, start: number) => (text: string) =>
    [...Buffer.from(text)].reduce((hash, byte) => (Math.imul(hash, factor) + byte) | 0, start)
  const fnv = (text: string): number =>
    [...Buffer.from(text)].reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5 | 0)
  const pair = (slug: string) => horizons.name.find((row) => row.slug === slug)?.value ?? ['', 'absent']
  const hashes: readonly (readonly [string, (text: string) => number])[] = [
    ['hash-of-31', times(31, 0)],
    ['hash-of-33', times(33, 5381)],
    ['hash-fnv', fnv],
    ['hash-crc', crc32],
  ]
  for (const [slug, hash] of hashes) expect(hash(pair(slug)[0]), slug).toBe(hash(pair(slug)[1]))
  for (const {
    value: [one, other],
  } of horizons.name)
    expect(one).not.toBe(other)
})

test('characters lie across the end of the buffer that they are named after, at each place', () => {
  const cut = horizons.text.filter(({ slug }) => slug.includes('-character-at-'))
  expect(cut.length).toBeGreaterThan(50)
  for (const { slug, value, because } of cut) {
    const buffer = Number(/buffer of ([0-9]+) bytes/.exec(because)?.[1])
    const bytes = Buffer.from(value)
    expect((bytes[buffer] as number) & 0xc0, slug).toBe(0x80)
    expect(bytes.subarray(0, buffer).toString()).toContain('\ufffd')
  }
})

test('names and texts are well-formed and never look like one of the kit\u2019s own symbols', () => {
  for (const text of [...horizons.text.map(({ value }) => value), ...horizons.name.flatMap(({ value }) => value)]) {
    expect(text).toBe(Buffer.from(text).toString())
    expect(text.startsWith('$')).toBe(false)
  }
})

test('of growing cases the largest of each tier is enough', () => {
  const rows = longest(horizonsIn('count', { maximum: 300 }))
  expect(rows.map(({ value, tier }) => `${value} ${tier}`)).toEqual(['65 quick', '300 default'])
})
