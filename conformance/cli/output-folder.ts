import { accessSync, constants, mkdirSync } from 'node:fs'
import { CutoverError } from '../../spec/error.ts'

/** Makes a folder to write into, with those above it. Throws `CUT-OUTPUT` where there can be none or it cannot be written. */
export function outputFolder(path: string): string {
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
    return path
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException
    throw new CutoverError('CUT-OUTPUT', `cannot write into ${path} (${code}): expected a folder, or a place for one`)
  }
}
