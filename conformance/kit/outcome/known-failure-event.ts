import type { BaselineCompared } from '../../../reports/event.ts'
import type { ComparedEntry } from './known-failures.ts'

/** What became of an entry of the known-failures file, as the report tells it. */
export function knownFailureEvent({ entry, status, detail }: ComparedEntry): BaselineCompared {
  const { requirement, check, facet, reason } = entry
  return { event: 'baseline', status, requirement, check, facet, reason, ...(detail === undefined ? {} : { detail }) }
}
