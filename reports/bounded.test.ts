import { expect, test } from 'vitest'
import { bounded } from './bounded.ts'
import type { RunEvent } from './event.ts'
import { exampleEvents, exampleViolation, streamOf } from './example-run.ts'

const answer = 'y'.repeat(15 * 1024 * 1024)

test('of answers of 15 MiB a stream keeps the beginning and says how much it leaves out', () => {
  const violations = Array.from({ length: 20 }, (): RunEvent => ({ ...exampleViolation, got: answer, allowed: answer }))
  const bytes = streamOf([...exampleEvents, ...violations])
  expect(bytes.length).toBeLessThan(1024 * 1024)
  expect(bytes.toString()).toContain('yyy … (15 712 256 more characters, left out of the report)')
})

test('a statement of thousands of names is bounded as well, and the last words of a process are kept', () => {
  const names = Array.from({ length: 100_000 }, (_, at) => `name-${at}`)
  const [pics] = exampleEvents.flatMap((event) => (event.event === 'pics' ? [event] : []))
  if (pics === undefined) throw new Error('the example has a statement')
  const kept = bounded({ ...pics, pics: { ...pics.pics, capabilities: names, extra: answer } })
  expect(JSON.stringify(kept).length).toBeLessThan(100_000)
  const stderr = 'z'.repeat(64 * 1024)
  expect(bounded({ ...exampleViolation, detail: { stderr } }).detail?.stderr).toBe(stderr)
})

test('events of usual size are kept as they are', () => {
  for (const event of exampleEvents) expect(bounded(event)).toEqual(event)
})

test('no half of a surrogate pair is left at the cut', () => {
  const { message } = bounded({ event: 'note', code: 'X', message: `x${'😀'.repeat(20_000)}` })
  expect(message).not.toMatch(/\p{Surrogate}/u)
})
