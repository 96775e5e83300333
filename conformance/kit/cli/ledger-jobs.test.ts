import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { built } from '../../../test-build.ts'

/** The ledger of a few mutants, tried in so many processes: what is printed and what is written. */
function ledger(jobs: number) {
  const output = mkdtempSync(join(tmpdir(), 'ledger-'))
  const args = ['mutants', 'nodedb', '--only', '-has-type-', '--jobs', `${jobs}`, '--output', output]
  const { stdout, status } = spawnSync(process.execPath, [built('cutover'), ...args], { encoding: 'utf8' })
  return { stdout, status, matrix: readFileSync(join(output, 'nodedb', 'ledger.json'), 'utf8') }
}

test('the ledger is the same in one process and in several', () => {
  const one = ledger(1)
  expect(one.status).toBe(0)
  const { kills } = JSON.parse(one.matrix) as { readonly kills: readonly { readonly killed: boolean }[] }
  expect(kills.length).toBeGreaterThan(1)
  expect(kills.every(({ killed }) => killed)).toBe(true)
  expect(ledger(2)).toEqual(one)
})
