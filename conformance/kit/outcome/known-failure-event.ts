import type { KnownFailureCompared } from '../../../reports/event.ts'
import type { ComparedEntry } from './known-failures.ts'

/** What became of an entry of the known-failures file, as the report tells it. */
export function knownFailureEvent({ entry, status, detail }: ComparedEntry): KnownFailureCompared {
  const { requirement, check, facet, reason } = entry
  return {
    event: 'known_failure',
    status,
    requirement,
    check,
    facet,
    reason,
    ...(detail === undefined ? {} : { detail }),
  }
}
