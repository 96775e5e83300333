import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { outputFolder } from './output-folder.ts'

const here = mkdtempSync(join(tmpdir(), 'output-folder-'))

test('a folder is made with those above it, and taken as it is if it is there', () => {
  const path = join(here, 'a', 'b')
  expect(outputFolder(path)).toBe(path)
  expect(outputFolder(path)).toBe(path)
  expect(existsSync(path)).toBe(true)
})

test('a file in the way is named in a coded error', () => {
  const file = join(here, 'taken')
  writeFileSync(file, 'kept')
  for (const path of [file, join(file, 'below')])
    expect(() => outputFolder(path)).toThrow(expect.objectContaining({ code: 'CUT-OUTPUT', exitCode: 64 }))
})
