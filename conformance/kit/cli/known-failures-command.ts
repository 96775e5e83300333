import { forJson } from '../../../reports/escape.ts'
import type { DefectFound, ViolationFound } from '../../../reports/event.ts'
import { readEvents } from '../../../reports/stream.ts'
import { CutoverError } from '../../../spec/error.ts'
import { out } from './terminal.ts'

/** Prints the failures of a finished run as a known-failures file whose reasons are still to be written. */
export function knownFailuresCommand(path: string): number {
  const events = readEvents(path)
  const footer = events.at(-1)
  if (footer?.event !== 'run_finished' || footer.status !== 'complete' || footer.exit_code === 3)
    throw new CutoverError(
      'CUT-KNOWN-RUN',
      `${path}: expected a run that was finished and decided everything; this one left failures out. Mend what its summary names first`,
    )
  const violations = events.filter((event): event is ViolationFound => event.event === 'violation')
  const defects = events.filter((event): event is DefectFound => event.event === 'defect')
  out.lines([
    '# Known failures: each entry still runs and must fail. Write the reason that a maintainer would accept,',
    '# and delete the line "text", which is only there to help you: the file is refused until then.',
    'failures:',
    ...defects.flatMap((defect) => [
      `  # defect ${defect.defect}: ${pathOf(defect)}`,
      ...violations.filter((violation) => violation.defect === defect.defect).flatMap(entryLines),
    ]),
  ])
  return 0
}

/** The calls that show the defect. */
function pathOf({ steps, then }: DefectFound): string {
  return [...steps, ...(then === undefined ? [] : [then])].map(({ op }) => op).join(', ')
}

function entryLines({ requirement, check, facet, text, known }: ViolationFound): readonly string[] {
  const entry = { requirement, check, facet, reason: known ?? '', ...(known === undefined ? { text } : {}) }
  return Object.entries(entry).map(([name, value], at) => `${at === 0 ? '  -' : '   '} ${name}: ${quoted(value)}`)
}

/** A text as YAML, of which JSON is a part. */
function quoted(value: string): string {
  return forJson(JSON.stringify(value))
}
