import { execFileSync } from 'node:child_process'
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { partOf, placeAll, writePart, writeWhole } from './whole-file.ts'

const place = (): string => join(mkdtempSync(join(tmpdir(), 'whole-')), 'file')
const refused = expect.objectContaining({ code: 'CUT-OUTPUT', exitCode: 4 })

test('a file is written whole, and nothing else is left', () => {
  const path = place()
  writeWhole(path, 'first')
  writeWhole(path, 'second')
  expect(readFileSync(path, 'utf8')).toBe('second')
  expect(existsSync(partOf(path))).toBe(false)
})

test('what lies in the place of the part is not followed: a link, a dangling link, a pipe', () => {
  const treasure = place()
  writeFileSync(treasure, 'mine')
  for (const put of [
    (part: string) => symlinkSync(treasure, part),
    (part: string) => symlinkSync('/no/such/file', part),
    (part: string) => void execFileSync('mkfifo', [part]),
  ]) {
    const path = place()
    put(partOf(path))
    writeWhole(path, 'text')
    expect(lstatSync(path).isFile()).toBe(true)
    expect(readFileSync(path, 'utf8')).toBe('text')
  }
  expect(readFileSync(treasure, 'utf8')).toBe('mine')
})

test('a folder in the place of the part, or of the folder, is a coded fault', () => {
  const path = place()
  mkdirSync(partOf(path))
  expect(() => writeWhole(path, 'text')).toThrow(refused)
  expect(() => writeWhole('/proc/no/such/place', 'text')).toThrow(refused)
})

test('of files that are placed together all are there, or none', () => {
  const paths = ['a', 'b', 'c'].map((name) => join(place(), '..', name))
  for (const path of paths) writePart(path, path)
  placeAll(paths)
  expect(paths.every((path) => existsSync(path))).toBe(true)

  const folder = mkdtempSync(join(tmpdir(), 'whole-'))
  const some = ['a', 'b', 'c'].map((name) => join(folder, name))
  for (const path of some.slice(0, 2)) writePart(path, path)
  expect(() => placeAll(some)).toThrow(refused)
  expect(some.map((path) => existsSync(path))).toEqual([false, false, false])
})
