import { describe, expect, test } from 'vitest'
import { Progress } from './progress.ts'
import { Writer } from './writer.ts'

function setting(isTTY: boolean, columns = 120) {
  const written: string[] = []
  const clock = { at: 1000 }
  const stream = { isTTY, columns, write: (text: string) => written.push(text), on: () => undefined }
  const progress = new Progress(new Writer(stream, {}), () => clock.at, 10_000)
  const update = (at: number, cases: number, check = 'osproxy/walk') => {
    clock.at = 1000 + at
    progress.update({ check, cases, cases_planned: 20_000, steps: cases * 40, failing: 2 })
  }
  return { written, progress, update }
}

describe('progress', () => {
  test('paints one line over itself on a terminal, ten times a second at most', () => {
    const { written, update } = setting(true)
    for (let at = 0; at <= 1000; at += 10) update(at, at)
    expect(written).toHaveLength(11)
    expect(written[10]).toBe(
      '\r█░░░░░░░░░░░░░░░░░░░  5 %  1 000 of 20 000 cases  40 000 steps  2 failing  1 s  osproxy/walk\u001b[K',
    )
  })

  test('writes a plain line every ten seconds elsewhere, and none for a run that is over before', () => {
    const { written, progress, update } = setting(false)
    for (let at = 0; at <= 25_000; at += 500) update(at, at / 2)
    progress.clear()
    expect(written).toEqual([
      'cutover  25 %  5 000 of 20 000 cases  200 000 steps  2 failing  10 s  osproxy/walk\n',
      'cutover  50 %  10 000 of 20 000 cases  400 000 steps  2 failing  20 s  osproxy/walk\n',
    ])
  })

  test('takes its line away and paints it again at once', () => {
    const { written, progress, update } = setting(true)
    progress.clear()
    update(0, 1)
    progress.clear()
    update(1, 2)
    expect(written.map((text) => text.length > 10)).toEqual([true, false, true])
    expect(written[1]).toBe('\r\u001b[K')
  })

  test('never fills the last column, and lets no name through that a terminal would obey', () => {
    const { written, update } = setting(true, 40)
    update(0, 30_000, '\u001b[2J\n')
    expect(written[0]).toHaveLength(1 + 39 + 3)
    const wide = setting(true)
    wide.update(0, 30_000, '\u001b[2J\n')
    expect(wide.written[0]).toContain('100 %')
    expect(wide.written[0]).toContain('\\u001b[2J\\n\u001b[K')
  })
})
