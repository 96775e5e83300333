import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shrink } from './shrink.ts'

const numbers = fc.array(fc.nat())

test('the smallest value that still fails is found, however large the first one was', async () => {
  const fails = async (list: readonly number[]): Promise<boolean> => list.some((each) => each >= 7)
  const { smallest, executions } = await shrink(numbers, [3, 900, 12, 0, 44], fails, 1000)
  expect(smallest).toEqual([7])
  expect(executions).toBeLessThan(100)
})

test('a value that does not fail again has no shrink', async () => {
  expect(await shrink(numbers, [1, 2], async () => false, 10)).toEqual({ smallest: undefined, executions: 1 })
})

test('the best so far is kept when the executions are used up', async () => {
  const { smallest, executions } = await shrink(numbers, [900, 900, 900], async (list) => list.length > 0, 2)
  expect(executions).toBe(2)
  expect(smallest?.length).toBeLessThanOrEqual(3)
})

test('what stops an execution stops the shrink', async () => {
  const broken = async (): Promise<boolean> => {
    throw new Error('no adapter')
  }
  await expect(shrink(numbers, [1], broken, 10)).rejects.toThrow('no adapter')
})
