import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { FolderLock } from './folder-lock.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'lock-'))

test('a folder has one writer at a time, who is named to the other', () => {
  const here = folder()
  const first = new FolderLock(here)
  expect(() => new FolderLock(here)).toThrow(
    expect.objectContaining({
      code: 'CUT-OUTPUT-BUSY',
      exitCode: 64,
      message: expect.stringContaining(`${hostname()} ${process.pid} (host and process) writes there`),
    }),
  )
  first.release()
  new FolderLock(here).release()
  expect(readdirSync(here)).toEqual([])
})

test('what a killed writer left behind is taken over', () => {
  const here = folder()
  const { pid } = spawnSync('true')
  writeFileSync(join(here, '.writer'), `${hostname()} ${pid}\n`)
  const lock = new FolderLock(here)
  expect(readFileSync(join(here, '.writer'), 'utf8')).toBe(`${hostname()} ${process.pid}\n`)
  lock.release()
})

test('a writer on another machine is believed', () => {
  const here = folder()
  writeFileSync(join(here, '.writer'), 'elsewhere.invalid 1\n')
  expect(() => new FolderLock(here)).toThrow(expect.objectContaining({ code: 'CUT-OUTPUT-BUSY' }))
})

test('a folder that cannot be written is another matter', () => {
  expect(() => new FolderLock('/proc/no/such')).toThrow(expect.objectContaining({ code: 'CUT-OUTPUT', exitCode: 4 }))
  expect(existsSync('/proc/no/such')).toBe(false)
})
