import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exampleEvents, streamOf } from '../../../reports/example-run.ts'
import { root } from '../../../spec/root.ts'
import { built } from '../../../test-build.ts'

const cutover = built('cutover')

/** A report folder as a run leaves it: one folder for each protocol. */
function reports(): string {
  const folder = mkdtempSync(join(tmpdir(), 'explained-'))
  mkdirSync(join(folder, 'osproxy'))
  writeFileSync(join(folder, 'osproxy', 'events.ndjson'), streamOf(exampleEvents))
  return folder
}

test('a requirement is explained by the specification, and with a report by what a run has seen', () => {
  const folder = reports()
  for (const place of [folder, join(folder, 'osproxy')]) {
    const args = [cutover, 'explain', 'OSP-016', '--report', place]
    const said = execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
    expect(said).toContain('Falsified by:')
    expect(said).toContain('Verdict: fail\n')
    expect(said).toContain('  judged by   model, transition partition.cutover.resolve\n')
  }
})

test.each([
  ['osproxy/store-walk', 'CUT-EXPLAIN: --report tells of requirements; expected one, such as'],
  ['OSP-100', 'says nothing of OSP-100; expected a report on osproxy'],
])('%s cannot be explained from the report, and why is told', (id, message) => {
  const args = [cutover, 'explain', id, '--report', reports()]
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  expect(stderr).toContain(message)
  expect(status).toBe(64)
})
