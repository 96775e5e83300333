import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readEvents } from '../../../reports/stream.ts'
import { CutoverError } from '../../../spec/error.ts'

/** Where `cutover run` writes unless told. */
export const usualFolder = 'cutover-report'

/** What runs a defect again: its token or `@file`, and the adapter that the report was made with. */
export interface Reported {
  readonly token: string
  readonly adapter?: string
}

/**
 * Finds `3`, a defect of the last report below `cutover-report`, or `FOLDER#3`. Undefined for a text of another form. Throws
 * `CUT-REPLAY` where there is no such report or defect, and `CUT-REPORT-…` for a report that cannot be read.
 */
export function reportedDefect(text: string): Reported | undefined {
  const [, folder, digits] = /^(?:(.*)#)?([1-9][0-9]{0,5})$/.exec(text) ?? []
  if (digits === undefined) return undefined
  const path = newestReport(folder ?? usualFolder)
  const number = Number(digits)
  const defects = readEvents(join(path, 'events.ndjson')).flatMap((event) => (event.event === 'defect' ? [event] : []))
  const found = defects.find(({ defect }) => defect === number)
  if (found === undefined) {
    const known = defects.length === 0 ? 'it tells of none' : `it has 1 to ${defects.length}`
    throw refused(`defect ${number} of the report in ${path}; ${known}`)
  }
  const [, token = '', command] = /^(.*?)(?: --adapter (.*))?$/.exec(found.replay) ?? []
  return {
    // The file lies in the report, wherever that was moved to.
    token: token.startsWith('@') ? `@${join(path, 'replay', basename(token))}` : token,
    ...(command === undefined ? {} : { adapter: unquoted(command) }),
  }
}

/** The folder itself, or of those below it the one whose report was written last. */
function newestReport(folder: string): string {
  const holds = (path: string): boolean => existsSync(join(path, 'events.ndjson'))
  if (holds(folder)) return folder
  const below = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []
  const written = (path: string): number => statSync(join(path, 'events.ndjson')).mtimeMs
  const [newest] = below.filter(holds).sort((one, other) => written(other) - written(one))
  if (newest === undefined) throw refused(`a report in ${folder}, as cutover run writes it`)
  return newest
}

/** A word as `quoted` in a replay line. */
function unquoted(word: string): string {
  return word.startsWith("'") ? word.slice(1, -1).replaceAll("'\\''", "'") : word
}

function refused(expected: string): CutoverError {
  return new CutoverError('CUT-REPLAY', `expected ${expected}; see docs/replay.md`)
}
