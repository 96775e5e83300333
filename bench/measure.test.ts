import { expect, test } from 'vitest'
import { explore } from '../machines/proof/explorer.ts'
import { digits, interleaved, median, perSecond } from './measure.ts'
import { odometer } from './odometer.ts'
import { page } from './table.ts'

test('a median is the middle value, or the mean of the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 2, 9])).toBe(3)
  expect(median([])).toBeNaN()
})

test('subjects take turns, and the first round is not counted', async () => {
  const turns: string[] = []
  const take = (name: string, operations: number) => () => {
    turns.push(name)
    return operations
  }
  const rates = await interleaved({ a: take('a', 1), b: take('b', 0) }, { rounds: 2, least_ms: 0 })
  expect(turns).toEqual(['a', 'b', 'a', 'b', 'a', 'b'])
  expect(rates.of.b).toBe(0)
  expect(rates.ratio('b', 'a')).toBe(0)
})

test('rates keep two digits and say their unit', () => {
  expect([perSecond(7_940_000), perSecond(81_300, 'states'), perSecond(12)]).toEqual([
    '7.9 M/s',
    '81 k states/s',
    '12/s',
  ])
  expect(digits(0.456)).toBe('0.46')
})

test('the system that is compared with SPIN has ten to the power of its wheels states, and a step for each wheel', () => {
  const { states, steps, complete } = explore(odometer, { bounds: { wheels: 3 } })
  expect({ states, steps, complete }).toEqual({ states: 1000, steps: 3000, complete: true })
})

test('the page tells every result, and why a target is not met or could not be measured', () => {
  const result = { what: 'a|b', measured: '1', yardstick: '', ratio: '', target: '>= 2', gap: 'It is slow.' }
  const benchmark = { id: 'x', explain: 'X.', run: async () => [] }
  const text = page([
    {
      benchmark,
      results: [
        { ...result, met: false },
        { ...result, met: true, gap: 'hidden' },
      ],
    },
    { benchmark, results: [{ ...result, met: undefined, gap: 'spin not installed: apt-get install spin' }] },
  ])
  expect(text).toContain('| a\\|b | 1 |  |  | >= 2 | no |')
  expect(text).toContain('It is slow.')
  expect(text).toContain('apt-get install spin')
  expect(text).not.toContain('hidden')
})
