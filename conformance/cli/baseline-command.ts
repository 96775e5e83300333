import { stringify } from 'yaml'
import type { Violation } from '../../reports/event.ts'
import { readEvents } from '../../reports/stream.ts'

/** Prints the failures of a finished run as a known-failures file whose reasons are still to be written. */
export function baselineCommand(path: string): number {
  const violations = readEvents(path).filter((event): event is Violation => event.event === 'violation')
  const failures = violations.map(({ requirement, check, facet, text, known }) => ({
    requirement,
    check,
    facet,
    reason: known ?? '',
    ...(known === undefined ? { text } : {}),
  }))
  const header =
    '# Known failures: each entry still runs and must fail. Write the reason that a maintainer would accept,\n# and delete the line "text", which is only there to help you: the file is refused until then.\n'
  process.stdout.write(header + stringify({ failures }, { lineWidth: 0 }))
  return 0
}
