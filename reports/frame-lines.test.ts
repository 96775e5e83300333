import { expect, test } from 'vitest'
import { frameLines } from './frame-lines.ts'
import { plain } from './paint.ts'

const lines = (frames: Parameters<typeof frameLines>[0], allowed: string, got: string) =>
  frameLines(frames, { allowed, got }, plain).map(String)

test('a frame and the allowed one that it is nearest to have marked what differs, in hex and in words', () => {
  const frames = { '520102': 'rate 2, up', '520103': 'rate 3, up', '990000': 'else' }
  expect(lines(frames, 'frames ["990000","520102"]', 'frames ["520103"]')).toEqual([
    '        52010»2«  rate »2«, up',
    '        52010»3«  rate »3«, up',
    '        990000  else',
  ])
})

test('a frame that is only sent, or the same on both sides, is shown as it is', () => {
  const frames = { '520102': 'rate 2', '520103': 'rate 3' }
  expect(lines(frames, 'frames ["520102"]', 'frames ["520102"]')).toEqual([
    '        520102  rate 2',
    '        520103  rate 3',
  ])
})

test('of long texts the place that differs is shown', () => {
  const [one, other] = [`${'a'.repeat(500)}1${'b'.repeat(500)}`, `${'a'.repeat(500)}2${'b'.repeat(500)}`]
  const [first = ''] = lines({ '0a0b01': one, '0a0b02': other }, '["0a0b01"]', '["0a0b02"]')
  expect(first).toContain(`…${'a'.repeat(64)}»1«${'b'.repeat(64)}…`)
})

test('nothing is shown where the kit reads no frames', () => {
  expect(lines(undefined, 'a', 'b')).toEqual([])
})
