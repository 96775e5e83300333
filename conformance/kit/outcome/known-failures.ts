import type { KnownFailureStatus } from '../../../reports/event.ts'

/** A failure that is expected, with the reason that a maintainer of the implementation would accept. It still runs and must fail. */
export interface KnownFailure {
  readonly requirement: string
  readonly check: string
  readonly facet: string
  readonly reason: string
  /** A true race of the implementation: its absence is noted, not stale. */
  readonly intermittent?: boolean
}

/** What names a failure in a known-failures file. */
export interface FailureName {
  readonly requirement: string
  readonly check: string
  readonly facet: string
}

/** What became of an entry; `detail` says why one is unmatched. */
export interface ComparedEntry {
  readonly entry: KnownFailure
  readonly status: KnownFailureStatus
  readonly detail?: string
}

/** Whether an entry names the failure: requirement, check and facet are exactly its own. */
export function names(entry: KnownFailure, failure: FailureName): boolean {
  return entry.requirement === failure.requirement && entry.check === failure.check && entry.facet === failure.facet
}

/** The entries of a known-failures file beside what a run says of them. */
export interface KnownFailures {
  /** Entries that a run can speak of: of a check that did not run nobody knows what still fails. */
  readonly inForce: readonly KnownFailure[]
  /** Checks that did not get to their end: what they have not seen may fail still. */
  readonly unfinished: ReadonlySet<string>
  /** Entries that can match nothing. */
  readonly unmatched: readonly ComparedEntry[]
}

/**
 * Sorts the entries of a file before they are compared. `covered` gives the requirements that a check judges in this run,
 * undefined for one that does not apply or does not exist; `cutShort` are the checks that ended early. Where the user left checks
 * out (`partial`), an entry of another check is no mistake.
 */
export function sortKnown(
  entries: readonly KnownFailure[],
  covered: (check: string) => ReadonlySet<string> | undefined,
  cutShort: ReadonlySet<string>,
  partial: boolean,
): KnownFailures {
  const judged = entries.filter(({ check, requirement }) => covered(check)?.has(requirement) === true)
  const others = entries.filter((entry) => !judged.includes(entry))
  return {
    inForce: judged,
    unfinished: cutShort,
    unmatched: partial
      ? []
      : others.map((entry) => ({ entry, status: 'unmatched', detail: whyUnmatched(entry, covered(entry.check)) })),
  }
}

function whyUnmatched({ check, requirement }: KnownFailure, covered: ReadonlySet<string> | undefined): string {
  return covered === undefined
    ? `check ${check} does not exist or does not apply`
    : `check ${check} does not judge ${requirement}`
}

/**
 * Sets entries against what failed. matched: it failed as expected. stale: it did not fail any more. absent-intermittent: a race
 * did not show this time. Of a check that did not get to its end, what did not show is not told.
 */
export function compareKnown(
  { inForce, unfinished }: Pick<KnownFailures, 'inForce' | 'unfinished'>,
  failures: readonly FailureName[],
): readonly ComparedEntry[] {
  return inForce.flatMap((entry) => {
    const found = failures.some((failure) => names(entry, failure))
    if (!found && unfinished.has(entry.check)) return []
    return { entry, status: found ? 'matched' : entry.intermittent === true ? 'absent-intermittent' : 'stale' }
  })
}
