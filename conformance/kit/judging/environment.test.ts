import { expect, test } from 'vitest'
import { mint, other } from '../../../machines/model/symbol.ts'
import { Environment } from './environment.ts'

const first = mint(1, 0)
const second = mint(2, 0)
const third = mint(3, 0)

test('a fresh value must be larger than every earlier one of its family and smaller than every later one', () => {
  const environment = new Environment()
  environment.bind(first, 'p', 5n)
  environment.bind(third, 'p', 9n)
  expect(environment.admits(second, 'p', 5n)).toBe(false)
  expect(environment.admits(second, 'p', 9n)).toBe(false)
  expect(environment.admits(second, 'p', 7n)).toBe(true)
  expect(environment.admits(second, 'q', 1n)).toBe(true)
})

test('a bound symbol admits its own value only', () => {
  const environment = new Environment()
  environment.bind(first, 'p', 18446744073709551615n)
  expect(environment.admits(first, 'p', 18446744073709551615n)).toBe(true)
  expect(environment.admits(first, 'p', 18446744073709551614n)).toBe(false)
})

test('a neighbour outside the unsigned 64-bit range does not exist', () => {
  const environment = new Environment()
  environment.bind(first, 'p', 18446744073709551615n)
  expect(environment.resolve('$e1')).toBe('18446744073709551615')
  expect(environment.resolve('$e1-1')).toBe('18446744073709551614')
  expect(environment.resolve('$e1+1')).toBeUndefined()
  expect(environment.resolve('$e2')).toBeUndefined()
})

test('references are resolved at any depth, and one that cannot be resolved makes the whole unresolved', () => {
  const environment = new Environment()
  environment.bind(first, 'p', 9007199254740993n)
  expect(environment.concrete({ a: ['$e1', { b: '$e1+1' }], c: 'x' })).toEqual({
    a: ['9007199254740993', { b: '9007199254740994' }],
    c: 'x',
  })
  expect(environment.concrete({ a: [{ b: '$e7' }] })).toBeUndefined()
})

test('a value names a symbol of its own family only', () => {
  const environment = new Environment()
  environment.bind(first, 'p', 1n)
  environment.bind(second, 'q', 2n)
  expect(environment.symbolOf('1', 'p')).toBe(first)
  expect(environment.symbolOf('1', 'q')).toBe(other)
  expect(environment.symbolOf('2', 'q')).toBe(second)
})

test('without a model the numbers of an answer are the symbols of its step, in their order', () => {
  const environment = new Environment()
  environment.learn(2, { epoch: '7', name: 'x', inner: [{ at: '01' }, { at: '9' }], count: 3 })
  expect(environment.resolve('$e2')).toBe('7')
  expect(environment.resolve('$e2.2+1')).toBe('10')
  expect(environment.resolve('$e2.3')).toBeUndefined()
})
