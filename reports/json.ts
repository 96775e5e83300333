import { forJson } from './escape.ts'
import type { Event, KnownFailureStatus } from './event.ts'
import { outcomeOf } from './outcome.ts'
import { type FailedRequirement, type Summary, summarise, type VerdictGroup } from './summary.ts'

/** The result as one JSON document for scripts: the outcome, the figures and whatever is not a pass. */
export function renderJson(events: readonly Event[]): string {
  const summary = summarise(events)
  const { start, statement, footer } = summary
  const document = {
    format: 1,
    status: footer?.status ?? 'unfinished',
    exit_code: footer?.exit_code ?? null,
    headline: outcomeOf(footer).headline,
    run: start === undefined ? null : withoutEvent(start),
    implementation: statement ?? null,
    counts: Object.fromEntries(summary.rows.map(({ name, counts }) => [name, counts])),
    must_failed: footer?.must_failed ?? null,
    should_failed: footer?.should_failed ?? null,
    defects: summary.defects.map(({ defect }) => withoutEvent(defect)),
    failing: summary.failures.map(failure),
    known: summary.known.map(failure),
    inconclusive: summary.inconclusive.map(group),
    masked: summary.masked.map(group),
    left_out: summary.leftOut.map(group),
    not_applicable: summary.notApplicable.map(group),
    excluded: summary.excluded.map(group),
    known_failures_stale: entries(summary, 'stale'),
    known_failures_unmatched: entries(summary, 'unmatched'),
    known_failures_absent: entries(summary, 'absent-intermittent'),
    harness_faults: summary.faults.map(withoutEvent),
    coverage: summary.coverage.map(withoutEvent),
    notes: summary.notes.map(withoutEvent),
    cases: footer?.cases ?? null,
    steps: footer?.steps ?? null,
    elapsed_ms: footer?.elapsed_ms ?? null,
    digest: footer?.digest ?? null,
  }
  return `${forJson(JSON.stringify(document, null, 2))}\n`
}

/** The entries of the known-failures file of one status. */
function entries({ compared }: Summary, wanted: KnownFailureStatus): object[] {
  return compared.flatMap(({ event, status, ...entry }) => (status === wanted ? [entry] : []))
}

function failure({ violations, ...rest }: FailedRequirement): object {
  return { ...rest, violations: violations.map(({ event, requirement, level, text, ...violation }) => violation) }
}

function group({ reason, verdicts }: VerdictGroup): object {
  return { reason, requirements: verdicts.map(({ requirement }) => requirement) }
}

function withoutEvent<E extends Event>({ event, ...rest }: E): Omit<E, 'event'> {
  return rest
}
