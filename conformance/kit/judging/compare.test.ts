import { expect, test } from 'vitest'
import { anything, OneOf, optional, SymbolPattern } from '../../../machines/model/pattern.ts'
import { mint } from '../../../machines/model/symbol.ts'
import { compare } from './compare.ts'
import { Environment } from './environment.ts'

const names = { epoch: 'epoch', phase: 'state', waits: 'timing', code: 'reply' } as const
const at = (step: number): SymbolPattern => new SymbolPattern(mint(step, 0), 'p')

test('each difference belongs to the facet of its nearest named member', () => {
  const { differences } = compare(
    { ok: { place: { name: 'a' }, epoch: '1', phase: 'x', waits: ['1', '2'] } },
    { ok: { place: { name: 'b' }, epoch: '2', phase: 'y', waits: ['1', '3'] } },
    new Environment(),
    names,
  )
  expect(differences.map(({ facet, path }) => [facet, path])).toEqual([
    ['value', 'place.name'],
    ['epoch', 'epoch'],
    ['state', 'phase'],
    ['timing', 'waits[1]'],
  ])
})

test('a member that is not allowed and a member that is missing are differences', () => {
  const { differences } = compare({ ok: { a: 1 } }, { ok: { b: 1 } }, new Environment(), names)
  expect(differences.map(({ path, allowed, got }) => [path, allowed, got])).toEqual([
    ['a', '1', 'absent'],
    ['b', 'absent', '1'],
  ])
})

test('an error object is open, but its named members count', () => {
  const expected = { error: { code: 'no', wait: '5' } }
  expect(
    compare(expected, { error: { code: 'no', wait: '5', more: 1 } }, new Environment(), names).differences,
  ).toEqual([])
  expect(compare(expected, { error: { code: 'no', wait: '6' } }, new Environment(), names).differences).toHaveLength(1)
})

test('ok instead of an error, the wrong code and unsupported are differences of the reply', () => {
  for (const reply of [{ ok: {} }, { error: { code: 'other' } }, { unsupported: 'why' }]) {
    expect(
      compare({ error: { code: new OneOf(['no', 'never']) } }, reply, new Environment(), names).differences.map(
        ({ facet }) => facet,
      ),
    ).toEqual(['reply'])
  }
})

test('the first sight of a symbol binds it, and it must agree with itself inside one answer', () => {
  const once = compare({ ok: { epoch: at(1) } }, { ok: { epoch: '7' } }, new Environment(), names)
  expect(once.bindings).toEqual([{ symbol: mint(1, 0), family: 'p', value: 7n }])
  expect(
    compare({ ok: { a: at(1), b: at(1) } }, { ok: { a: '7', b: '8' } }, new Environment(), names).differences,
  ).toHaveLength(1)
})

test('a number, a non-canonical text or a missing value is no symbol', () => {
  for (const got of [7, '07', '-1', '', null]) {
    expect(
      compare({ ok: { epoch: at(1) } }, { ok: { epoch: got } }, new Environment(), names).differences,
    ).toHaveLength(1)
  }
})

test('what is free may be anything, what is optional may be absent', () => {
  const expected = { ok: { a: anything, b: optional } }
  expect(compare(expected, { ok: { a: null } }, new Environment(), names).differences).toEqual([])
  expect(compare(expected, { ok: { b: 1 } }, new Environment(), names).differences).toHaveLength(1)
})
