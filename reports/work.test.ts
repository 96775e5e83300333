import { expect, test } from 'vitest'
import { Work } from './work.ts'
import { Writer } from './writer.ts'

function setting(isTTY: boolean) {
  const written: string[] = []
  const clock = { at: 0 }
  const stream = {
    isTTY,
    columns: 120,
    write: (chunk: string, done: () => void) => {
      written.push(chunk)
      done()
    },
    on: () => {},
  }
  const work = new Work(new Writer(stream, {}), () => clock.at, 10_000)
  return { written, clock, work }
}

const falsifiers = { of: 'osproxy', what: 'falsifiers tried', total: 200 }

test('where there is no terminal, plain lines come with their rate and the time left, at their distance', () => {
  const { written, clock, work } = setting(false)
  work.update({ ...falsifiers, done: 0 })
  clock.at = 9_999
  work.update({ ...falsifiers, done: 40 })
  expect(written).toEqual([])
  clock.at = 10_000
  work.update({ ...falsifiers, done: 50 })
  expect(written).toEqual(['osproxy: 50 of 200 falsifiers tried  5.0/s  about 30 s left\n'])
})

test('the rate is that of the present piece of work, not of what came before it', () => {
  const { written, clock, work } = setting(false)
  work.update({ of: 'osproxy', what: 'families made', done: 0, total: 7 })
  clock.at = 8_000
  work.update({ ...falsifiers, done: 0 })
  clock.at = 10_000
  work.update({ ...falsifiers, done: 100 })
  expect(written).toEqual(['osproxy: 100 of 200 falsifiers tried  50/s  about 2 s left\n'])
})

test('on a terminal a line is painted at once, and where more may turn up it says at least', () => {
  const { written, clock, work } = setting(true)
  work.update({ of: 'gate', what: 'states searched', done: 0, total: 1, open: true })
  clock.at = 2_000
  work.update({ of: 'gate', what: 'states searched', done: 200_000, total: 300_000, open: true })
  expect(written[0]).toContain('gate: 0 of at least 1 states searched')
  expect(written[1]).toContain('gate: 200 000 of at least 300 000 states searched  100 000/s  at least 1 s left')
  work.clear()
  expect(written[2]).toBe('\r\u001b[K')
})

test('how fast a piece of work goes is told once it has gone on for a second, and of what was done meanwhile', () => {
  const { written, clock, work } = setting(false)
  clock.at = 20_000
  work.update({ ...falsifiers, done: 1 })
  clock.at = 20_000.004
  work.update({ ...falsifiers, done: 2 })
  clock.at = 30_000
  work.update({ ...falsifiers, done: 101 })
  expect(written).toEqual([
    'osproxy: 1 of 200 falsifiers tried\n',
    'osproxy: 101 of 200 falsifiers tried  10/s  about 10 s left\n',
  ])
})
