import { closeSync, fsyncSync, lstatSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { ReportError } from './report-error.ts'

/** What a file is called until it is whole. */
export const partOf = (path: string): string => `${path}.part`

/** Does something to a file. Throws `CUT-OUTPUT` (exit code 4) for what the file system refuses. */
export function writing<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error
    throw new ReportError(
      'CUT-OUTPUT',
      `${path} cannot be written (${String(error.code)}): expected a place with room for a file; nothing is left under its name`,
    )
  }
}

/**
 * Opens the part of a file anew. What an earlier run or anybody else left in its place is removed and not followed: a link, a pipe, a
 * file. Throws `CUT-OUTPUT`, also for a folder.
 */
export function openPart(path: string): number {
  const part = partOf(path)
  return writing(part, () => {
    if (lstatSync(part, { throwIfNoEntry: false })?.isDirectory() === true)
      throw new ReportError('CUT-OUTPUT', `${part} is a folder: expected the place of a file, remove it`)
    rmSync(part, { force: true })
    return openSync(part, 'wx')
  })
}

/** Writes a file that is whole or absent whenever somebody looks. Throws `CUT-OUTPUT`. */
export function writeWhole(path: string, text: string): void {
  writePart(path, text)
  writing(path, () => renameSync(partOf(path), path))
}

/** Puts the whole text on the disk, under the name of the part. Throws `CUT-OUTPUT`, and then leaves nothing. */
export function writePart(path: string, text: string): void {
  const file = openPart(path)
  try {
    writing(path, () => {
      writeAll(file, Buffer.from(text))
      fsyncSync(file)
    })
  } catch (error) {
    rmSync(partOf(path), { force: true })
    throw error
  } finally {
    closeSync(file)
  }
}

/** One call may take only a part of the bytes. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}

/** Gives files that lie there as parts their names, in order: the last one is there only if all are. Throws `CUT-OUTPUT`, and then none is. */
export function placeAll(paths: readonly string[]): void {
  const [last] = paths.slice(-1)
  if (last === undefined) return
  try {
    for (const path of paths) writing(path, () => renameSync(partOf(path), path))
    writing(last, () => syncFolder(dirname(last)))
  } catch (error) {
    for (const path of paths) rmSync(path, { force: true })
    throw error
  }
}

function syncFolder(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
