import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../spec/root.ts'
import { type Diagnosis, diagnosisSection, withSection } from './diagnosis-section.ts'

/** Runs `cutover mutants --diagnosis` with the arguments given and writes what it found into docs/performance.md. */
function measure(more: readonly string[]): number {
  const folder = join(root, 'cutover-report', 'diagnosis')
  const program = join(root, 'dist', 'cutover.js')
  const { status } = spawnSync(process.execPath, [program, 'mutants', '--diagnosis', '--output', folder, ...more], {
    stdio: 'inherit',
  })
  if (status !== 0 && status !== 1) return status ?? 1
  const found = JSON.parse(readFileSync(join(folder, 'diagnosis.json'), 'utf8')) as Diagnosis
  const page = join(root, 'docs', 'performance.md')
  writeFileSync(page, withSection(readFileSync(page, 'utf8'), diagnosisSection(found)))
  return status
}

process.exitCode = measure(process.argv.slice(2))
