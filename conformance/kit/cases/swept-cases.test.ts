import { expect, test } from 'vitest'
import type { Input } from '../../../machines/model/model.ts'
import type { Operand } from '../../../spec/operand.ts'
import type { SweptCase } from '../check.ts'
import { sweptCases } from './swept-cases.ts'

const operand = (op: string, path: string, dimension: Operand['dimension'], more: Partial<Operand> = {}): Operand => ({
  ...{ op, path, type: 'string', dimension, minimum: undefined, maximum: undefined },
  ...more,
})
const operands = [
  operand('shelf.put', 'name', 'name', { maximum: 64n }),
  operand('shelf.put', 'bytes', 'size'),
  operand('shelf.put', 'note', 'text'),
  operand('shelf.put', '', 'count', { type: 'step', minimum: 1n }),
  operand('shelf.take', 'name', 'name', { maximum: 64n }),
  operand('reset', 'wait_ms', 'time'),
]
const put = (name: string, ticket: number): Input => ({ op: 'shelf.put', params: { name, ticket, bytes: '00' } })
const take = (name: string, ticket: string): Input => ({ op: 'shelf.take', params: { name, ticket } })

const written = (round: 1 | 2): readonly SweptCase[] => [
  {
    ...{ name: 'put', of: 'shelf.put', configuration: { wait_ms: '5' }, except: ['bytes'] },
    inputs: [put('a', round), take('a', '$e1'), put('a', round + 10)],
  },
  { name: 'waited', of: 'reset', configuration: { wait_ms: '5' }, inputs: [put('a', 1)] },
]
const swept = (budget: 'quick' | 'default' | 'thorough') => [...sweptCases(written, { operands }, budget)]
const named = (name: string) => swept('thorough').find((one) => one.name === name)

test('a name comes with the one that it is confused with, in a second round with ids of its own, and symbols follow', () => {
  expect(named('put name case')?.inputs).toEqual([
    put('acme', 1),
    take('acme', '$e1'),
    put('acme', 11),
    put('Acme', 2),
    take('Acme', '$e4'),
    put('Acme', 12),
  ])
})

test('the first call of the operation is repeated, and what follows it stays', () => {
  expect(
    named('put 1025')
      ?.inputs.map(({ op }) => op)
      .slice(-2),
  ).toEqual(['shelf.take', 'shelf.put'])
  expect(named('put 1025')?.inputs).toHaveLength(1027)
})

test('the configuration is swept as the parameters of reset', () => {
  expect(named('waited wait_ms 1001')).toEqual({
    ...{ name: 'waited wait_ms 1001', configuration: { wait_ms: '1001' } },
    inputs: [put('a', 1)],
  })
})

test('what is excepted, absent or of another operation is not swept', () => {
  const names = swept('thorough').map(({ name }) => name)
  expect(names.filter((name) => /^put (bytes|note|wait)|^waited (name|[0-9])/.test(name))).toEqual([])
})

test('pairs of names come a budget later than numbers', () => {
  const names = (budget: 'quick' | 'default') => swept(budget).filter(({ name }) => name.startsWith('put name'))
  expect(names('quick')).toEqual([])
  expect(names('default').map(({ name }) => name)).toContain('put name case')
  expect(swept('quick').map(({ name }) => name)).toContain('waited wait_ms 1001')
})
