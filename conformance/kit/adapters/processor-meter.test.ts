import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { groupMeter, kitUsage } from './processor-meter.ts'

/** A process file system of our own. */
class Proc {
  readonly path = mkdtempSync(join(tmpdir(), 'proc-'))

  process(pid: number | string, parent: number, group: number, tasks: Readonly<Record<number, string>>): void {
    this.#write(`${pid}/stat`, `${pid} (a) name (x) S ${parent} ${group} ${group} 0 -1\n`)
    for (const [task, schedstat] of Object.entries(tasks)) {
      this.#write(`${pid}/task/${task}/stat`, 'there')
      if (schedstat !== '') this.#write(`${pid}/task/${task}/schedstat`, schedstat)
    }
  }

  file(name: string, text: string): void {
    this.#write(name, text)
  }

  gone(pid: number): void {
    rmSync(join(this.path, `${pid}`), { recursive: true })
  }

  #write(name: string, text: string): void {
    mkdirSync(dirname(join(this.path, name)), { recursive: true })
    writeFileSync(join(this.path, name), text)
  }
}

test('every thread of the group and every descendant counts, and nobody else', () => {
  const proc = new Proc()
  proc.process(1, 0, 1, { 1: '9000000000 9000000000 1\n' })
  proc.process(10, 1, 10, { 10: '1000000 2000000 5\n', 11: '500000 0 5\n' })
  proc.process(20, 1, 10, { 20: '4000000 0 5\n' })
  proc.process(30, 20, 30, { 30: '0 7000000 5\n' })
  proc.file('uptime', '1 1')
  expect(groupMeter(10, proc.path)()).toEqual({ used_ms: 5.5, delayed_ms: 9 })
})

test('figures only grow, though processes end and others begin', () => {
  const proc = new Proc()
  proc.process(10, 1, 10, { 10: '1000000 2000000 5\n' })
  proc.process(20, 10, 10, { 20: '4000000 0 5\n' })
  const meter = groupMeter(10, proc.path)
  expect(meter()).toEqual({ used_ms: 5, delayed_ms: 2 })
  proc.gone(20)
  proc.process(21, 10, 10, { 21: '3000000 1000000 5\n' })
  expect(meter()).toEqual({ used_ms: 8, delayed_ms: 3 })
  proc.gone(10)
  proc.gone(21)
  expect(meter()).toEqual({ used_ms: 8, delayed_ms: 3 })
})

test('where the figures do not exist nothing is made up', () => {
  const proc = new Proc()
  proc.process(10, 1, 10, { 10: '' })
  expect(groupMeter(10, proc.path)()).toBeUndefined()
  expect(groupMeter(10, join(proc.path, 'no such folder'))()).toBeUndefined()
  expect(kitUsage(proc.path).delayed_ms).toBe(0)
  proc.file('self/schedstat', 'no figures')
  expect(kitUsage(proc.path).delayed_ms).toBe(0)
  proc.file('self/schedstat', '2000000 3000000 9\n')
  expect(kitUsage(proc.path)).toEqual({ used_ms: 2, delayed_ms: 3 })
})
