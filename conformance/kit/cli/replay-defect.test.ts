import { mkdirSync, mkdtempSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { defect, exampleEvents } from '../../../reports/example-run.ts'
import { EventWriter } from '../../../reports/stream.ts'
import { reportedDefect } from './reported-defect.ts'

const shown = { check: 'x/a', facet: 'reply', text: 'T.', allowed: 'a', got: 'b' }

/** A report whose second defect is run again with `replay`. */
function report(folder: string, replay: string): string {
  mkdirSync(folder, { recursive: true })
  const writer = new EventWriter(folder, () => 0)
  const [other, violation] = defect(2, 'X-002', 'MUST', shown)
  for (const event of [
    ...exampleEvents.slice(0, 2),
    ...defect(1, 'X-001', 'MUST', shown),
    { ...other, replay },
    violation,
  ])
    writer.write(event)
  writer.finish({ status: 'complete', exit_code: 1, cases: 1, steps: 1 })
  return folder
}

const fresh = (): string => mkdtempSync(join(tmpdir(), 'cutover-replay-'))

test('a defect of a report is run again on the adapter of the report', () => {
  const folder = report(fresh(), "osp1.abc --adapter 'sh -c '\\''my shim'\\'''")
  expect(reportedDefect(`${folder}#2`)).toEqual({ token: 'osp1.abc', adapter: "sh -c 'my shim'" })
  expect(reportedDefect(`${folder}#1`)).toEqual({ token: 'osp1.001' })
})

test('a long token lies in the report, wherever that was moved to', () => {
  const folder = report(fresh(), '@elsewhere/replay/defect-2.token --adapter shim')
  expect(reportedDefect(`${folder}#2`)).toEqual({
    token: `@${join(folder, 'replay', 'defect-2.token')}`,
    adapter: 'shim',
  })
})

test('of several reports in a folder it is the one that was written last', () => {
  const folder = fresh()
  report(join(folder, 'one'), 'osp1.one')
  report(join(folder, 'two'), 'osp1.two')
  utimesSync(join(folder, 'one', 'events.ndjson'), 2_000_000_000, 2_000_000_000)
  expect(reportedDefect(`${folder}#2`)).toEqual({ token: 'osp1.one' })
})

test('a number that no report has is refused with what there is, and a token is none', () => {
  const folder = report(fresh(), 'osp1.abc')
  expect(() => reportedDefect(`${folder}#3`)).toThrow(/expected defect 3 of the report in .*; it has 1 to 2/)
  expect(() => reportedDefect(`${join(folder, 'none')}#1`)).toThrow(/expected a report in/)
  expect(reportedDefect('osproxy1.q1ZKy0')).toBeUndefined()
  expect(reportedDefect('@file')).toBeUndefined()
})
