import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { CutoverError } from '../../../spec/error.ts'

/** Makes a folder to write into, with those above it. Throws `CUT-OUTPUT` where there can be none or it cannot be written. */
export function outputFolder(path: string): string {
  try {
    make(path)
    accessSync(path, constants.W_OK)
    return path
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    throw new CutoverError('CUT-OUTPUT', `cannot write into ${path} (${code}): expected a folder, or a place for one`)
  }
}

/** One by one: where the system has no place for a folder, making all of them at once may never end. */
function make(path: string): void {
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) return
    throw Object.assign(new Error(path), { code: 'ENOTDIR' })
  }
  if (dirname(path) !== path) make(dirname(path))
  mkdirSync(path)
}
