import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject } from '../../../spec/json.ts'
import { damagedBytes, spoiled, stretched } from './disturbed.ts'
import { horizons } from './horizons.ts'

const bytes = Uint8Array.from({ length: 40 }, (_, at) => at)
const seeds = { seed: 3, numRuns: 400 }

test('damage makes bytes longer and shorter, changes and cuts them, and rarely leaves them alone', () => {
  const lengths = new Set<number>()
  let alike = 0
  for (const damaged of fc.sample(damagedBytes(bytes), seeds)) {
    lengths.add(damaged.length)
    if (Buffer.from(damaged).equals(bytes)) alike++
  }
  expect([0, 39, 40, 41, 48].filter((length) => !lengths.has(length))).toEqual([])
  expect(alike).toBeLessThan(10)
})

test('no bytes can be damaged too', () => {
  for (const damaged of fc.sample(damagedBytes(new Uint8Array()), seeds)) expect(damaged.length).toBeLessThanOrEqual(8)
})

const message: JsonObject = { type: 'm', text: 'a', list: [{ name: 'b' }, { name: 'c' }] }
const candidates = (allowed: (candidate: JsonObject) => boolean = () => true): readonly JsonObject[] =>
  fc.sample(stretched(message, allowed), seeds)

test('texts at a buffer\u2019s end and lists of none and of many take the places of those that were drawn', () => {
  const texts = new Set<unknown>()
  const lengths = new Set<number>()
  for (const { text, list } of candidates()) {
    texts.add(text)
    lengths.add((list as unknown[]).length)
  }
  expect(texts.size).toBeGreaterThan(20)
  expect([...texts].filter((text) => text !== 'a' && !horizons.text.some(({ value }) => value === text))).toEqual([])
  expect([0, 1, 33, 65].filter((length) => !lengths.has(length))).toEqual([])
})

test('what is not allowed stays as it was drawn, and so does a message without any place', () => {
  const kept = candidates(({ type }) => type === 'm')
  expect(kept.every(({ type }) => type === 'm')).toBe(true)
  expect(
    fc.sample(
      stretched({ count: 1 }, () => true),
      seeds,
    ),
  ).toEqual(Array(400).fill({ count: 1 }))
})

test('what is spoiled differs in one place, at any depth', () => {
  const members: JsonObject = { name: 'a', at: { kind: 'k', list: ['x', 'y'] } }
  const results = fc.sample(spoiled(members), seeds).map((value) => JSON.stringify(value))
  const wanted: readonly JsonObject[] = [
    { at: members.at as JsonObject },
    { ...members, name: ['a'] },
    { ...members, name: null },
    { ...members, at: { kind: 'k', list: ['y'] } },
    { ...members, at: { kind: 'k', list: ['x', ['y']] } },
    { ...members, at: { list: ['x', 'y'] } },
  ]
  expect(wanted.map((value) => JSON.stringify(value)).filter((value) => !results.includes(value))).toEqual([])
  expect(results.some((value) => Object.keys(JSON.parse(value)).length > 2)).toBe(true)
  expect(results.filter((value) => value === JSON.stringify(members)).length).toBeLessThan(10)
})
