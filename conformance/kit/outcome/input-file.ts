import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'

/** Larger than any file that people write by hand or a report refers to. */
const largest = 16 * 1024 * 1024

/** The text of a file that a user names, or in a few words why there is none: a pipe or a device may never end, and is not read. */
export function readInputFile(path: string, most = largest): { readonly text: string } | { readonly problem: string } {
  let file: number
  try {
    // Opening a pipe to which nobody writes would wait for ever.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch (error) {
    return { problem: error instanceof Error && 'code' in error ? String(error.code) : 'not readable' }
  }
  try {
    const found = fstatSync(file)
    if (!found.isFile()) return { problem: 'no regular file' }
    if (found.size > most) return { problem: `${found.size} bytes, more than ${most}` }
    return { text: readFileSync(file, 'utf8') }
  } finally {
    closeSync(file)
  }
}
