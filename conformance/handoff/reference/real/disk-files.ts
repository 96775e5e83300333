import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Files } from '../host.ts'

/** The files of a folder. What the system refuses is thrown. */
export function diskFiles(folder: string): Files {
  const path = (name: string): string => join(folder, name)
  const synced = (what: string): void => {
    const descriptor = openSync(what, 'r')
    fsyncSync(descriptor)
    closeSync(descriptor)
  }
  return {
    read: (name) => (existsSync(path(name)) ? readFileSync(path(name)) : undefined),
    write: (name, bytes) => writeFileSync(path(name), bytes),
    append: (name, bytes) => appendFileSync(path(name), bytes),
    sync: (name) => synced(path(name)),
    rename: (from, to) => renameSync(path(from), path(to)),
    remove: (name) => rmSync(path(name), { force: true }),
    syncFolder: () => synced(folder),
  }
}
