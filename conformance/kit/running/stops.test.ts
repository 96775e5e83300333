import { expect, test } from 'vitest'
import { toy } from '../../../docs/toy/protocol.ts'
import { stopPoints, stoppedAt, wrongEnding } from '../mutation/stop-sweep.ts'

test('a stop at any call of any check, reset included, ends in a whole report, behind lines too', async () => {
  const tried: string[] = []
  const wrong: string[] = []
  for await (const point of stopPoints(toy)) {
    const { way, check, op, nth } = point
    const name = `${way} ${check?.id ?? 'smoke'} ${op} ${nth}`
    const problem = wrongEnding(point, await stoppedAt(toy, point))
    tried.push(name)
    if (problem !== undefined) wrong.push(`${name}: ${problem}`)
  }
  expect(wrong).toEqual([])
  expect(tried).toContain('object toy/taker-walk reset 1')
  expect(tried).toContain('lines toy/taker-walk reset 1')
  expect(tried.some((name) => name.startsWith('lines smoke '))).toBe(true)
})

test('a report that tells of no stop is not taken for one that does', async () => {
  const [check] = toy.checks.filter(({ kind }) => kind !== 'monitor')
  const never = { way: 'object', op: 'reset', nth: 1_000_000, ...(check === undefined ? {} : { check }) } as const
  expect(wrongEnding(never, await stoppedAt(toy, never))).toBe('expected "no reset any more" in the report')
})
