import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { groupMemory, tellsMemory } from './memory-meter.ts'

/** A process file system of our own: processes with parent, group and kilobytes. */
function proc(
  processes: Readonly<Record<number, readonly [parent: number, group: number, kilobytes?: number]>>,
): string {
  const path = mkdtempSync(join(tmpdir(), 'proc-'))
  for (const [pid, [parent, group, kilobytes]] of Object.entries(processes)) {
    mkdirSync(join(path, pid))
    writeFileSync(join(path, pid, 'stat'), `${pid} (a name) S ${parent} ${group} ${group} 0 -1\n`)
    const resident = kilobytes === undefined ? '' : `VmRSS:\t    ${kilobytes} kB\n`
    writeFileSync(join(path, pid, 'status'), `Name:\ta\nVmSize:\t 999999 kB\n${resident}Threads:\t1\n`)
  }
  return path
}

test('every process of the group and every descendant of its leader counts, and nobody else', () => {
  const path = proc({ 1: [0, 1, 5000], 10: [1, 10, 100], 20: [1, 10, 20], 30: [20, 30, 3], 31: [30, 10] })
  expect(groupMemory(10, path)()).toBe(123 * 1024)
})

test('a process that has ended holds nothing', () => {
  const path = proc({ 10: [1, 10, 100], 20: [10, 10, 20] })
  const memory = groupMemory(10, path)
  rmSync(join(path, '20', 'status'))
  expect(memory()).toBe(100 * 1024)
  rmSync(join(path, '10'), { recursive: true })
  rmSync(join(path, '20'), { recursive: true })
  expect(memory()).toBe(0)
})

test('where the machine does not tell, nothing is made up', () => {
  expect(groupMemory(10, join(tmpdir(), 'no such folder'))()).toBeUndefined()
  expect(tellsMemory(join(tmpdir(), 'no such folder'))).toBe(false)
})
