import type {
  ChartCovered,
  ChartWalked,
  CheckFinished,
  CheckStarted,
  Counts,
  DefectFound,
  Event,
  HarnessFaultRaised,
  KnownFailureCompared,
  Level,
  Note,
  Pics,
  RunFinished,
  RunStarted,
  Verdict,
  VerdictReached,
  ViolationFound,
} from './event.ts'
import { levels } from './event.ts'
import { grouped } from './quantity.ts'
import { tally } from './tally.ts'

/** A requirement that failed, with the violations that show it: the new ones, unless all are known. */
export interface FailedRequirement {
  readonly requirement: string
  readonly level: Level
  readonly text: string
  readonly reason?: string
  readonly known?: string
  readonly violations: readonly ViolationFound[]
}

/** A defect with what it breaks, the most suspicious requirement first. */
export interface ToldDefect {
  readonly defect: DefectFound
  readonly violations: readonly ViolationFound[]
}

/** What is said of a check before and after it runs. */
export interface ToldCheck {
  readonly started: CheckStarted | undefined
  readonly finished: CheckFinished
}

/** Verdicts of one kind that share their reason. */
export interface VerdictGroup {
  readonly reason: string
  readonly verdicts: readonly VerdictReached[]
}

/** One row of the table of counts. */
export interface CountsRow {
  readonly name: string
  readonly counts: Counts
  /** Those failing that are known failures. */
  readonly known: number
}

/** What every renderer shows, in the order in which it shows it; a pure function of the events. */
export interface Summary {
  readonly start: RunStarted | undefined
  readonly statement: Pics | undefined
  readonly footer: RunFinished | undefined
  readonly faults: readonly HarnessFaultRaised[]
  /** The causes that are not known, in the order in which the run tells them. */
  readonly defects: readonly ToldDefect[]
  /** The causes that the known-failures file names. */
  readonly knownDefects: readonly ToldDefect[]
  /** Failing and not known, MUST before SHOULD before MAY. */
  readonly failures: readonly FailedRequirement[]
  readonly known: readonly FailedRequirement[]
  readonly inconclusive: readonly VerdictGroup[]
  /** Not judged because of failures, by what masks them; not among the inconclusive ones. */
  readonly masked: readonly VerdictGroup[]
  /** Left out by the user, by the option that did; not among the inconclusive ones. */
  readonly leftOut: readonly VerdictGroup[]
  readonly notApplicable: readonly VerdictGroup[]
  readonly excluded: readonly VerdictGroup[]
  /** Entries of the known-failures file that did not match. */
  readonly compared: readonly KnownFailureCompared[]
  readonly coverage: readonly ChartCovered[]
  readonly charts: readonly ChartWalked[]
  readonly notes: readonly Note[]
  /** One row for each level in use, then all, then those marked hardened. */
  readonly rows: readonly CountsRow[]
  readonly verdicts: readonly VerdictReached[]
  readonly checks: { readonly ran: number; readonly notApplicable: number }
  /** Every check in the order of the run; what is said before a check runs is absent for one that does not apply. */
  readonly toldChecks: readonly ToldCheck[]
}

/** A row's numbers in the order of the columns: pass, fail, known, inconclusive, not applicable, excluded, total. */
export function figures({ counts, known }: CountsRow): string[] {
  const { pass, fail, inconclusive, not_applicable, excluded, total } = counts
  return [pass, fail, known, inconclusive, not_applicable, excluded, total].map(grouped)
}

export function summarise(events: readonly Event[]): Summary {
  const verdicts = select(events, 'verdict')
  const judged = verdicts.filter(({ left_out }) => left_out === undefined)
  const open = judged.filter(({ masked_by }) => masked_by === undefined)
  const failed = failuresOf(verdicts, select(events, 'violation'))
  const checks = select(events, 'check_finished')
  return {
    start: select(events, 'run_started')[0],
    statement: select(events, 'pics')[0]?.pics,
    footer: select(events, 'run_finished')[0],
    faults: select(events, 'harness_fault'),
    defects: defectsOf(
      select(events, 'defect').filter(({ known }) => known === undefined),
      select(events, 'violation'),
    ),
    knownDefects: defectsOf(
      select(events, 'defect').filter(({ known }) => known !== undefined),
      select(events, 'violation'),
    ),
    failures: failed.filter((failure) => failure.known === undefined),
    known: failed.filter((failure) => failure.known !== undefined),
    inconclusive: groupsOf(open, 'inconclusive'),
    masked: groupsOf(
      judged.filter(({ masked_by }) => masked_by !== undefined),
      'inconclusive',
    ),
    leftOut: groupsOf(
      verdicts.filter(({ left_out }) => left_out === true),
      'inconclusive',
    ),
    notApplicable: groupsOf(verdicts, 'not-applicable'),
    excluded: groupsOf(verdicts, 'excluded'),
    compared: select(events, 'known_failure').filter((entry) => entry.status !== 'matched'),
    coverage: select(events, 'coverage'),
    charts: select(events, 'chart'),
    notes: select(events, 'note'),
    rows: rowsOf(verdicts),
    verdicts,
    checks: {
      ran: checks.filter((check) => check.status === 'ran').length,
      notApplicable: checks.filter((check) => check.status === 'not-applicable').length,
    },
    toldChecks: checks.map((finished) => ({
      started: select(events, 'check_started').find(({ check }) => check === finished.check),
      finished,
    })),
  }
}

function select<Name extends Event['event']>(events: readonly Event[], name: Name): Extract<Event, { event: Name }>[] {
  return events.filter((event): event is Extract<Event, { event: Name }> => event.event === name)
}

/** Each defect with what is news of it. */
function defectsOf(defects: readonly DefectFound[], violations: readonly ViolationFound[]): ToldDefect[] {
  return defects.map((defect) => ({
    defect,
    violations: relevant(violations.filter((violation) => violation.defect === defect.defect)),
  }))
}

/** Failing verdicts, and violations without one: the run ended before it was reached. */
function failuresOf(verdicts: readonly VerdictReached[], violations: readonly ViolationFound[]): FailedRequirement[] {
  const byRequirement = groupBy(violations, (violation) => violation.requirement)
  const failures: FailedRequirement[] = verdicts
    .filter((verdict) => verdict.verdict === 'fail')
    .map(({ requirement, level, text, reason, known }) => ({
      requirement,
      level,
      text,
      ...(reason === undefined ? {} : { reason }),
      ...(known === undefined ? {} : { known }),
      violations: relevant(byRequirement.get(requirement) ?? []),
    }))
  const listed = new Set(failures.map((failure) => failure.requirement))
  for (const [requirement, found] of byRequirement) {
    const first = found[0]
    if (first === undefined || listed.has(requirement)) continue
    const known = found.every((violation) => violation.known !== undefined) ? first.known : undefined
    const { level, text } = first
    failures.push({ requirement, level, text, ...(known === undefined ? {} : { known }), violations: relevant(found) })
  }
  return failures.sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
}

function relevant(violations: readonly ViolationFound[]): readonly ViolationFound[] {
  const news = violations.filter((violation) => violation.known === undefined)
  return news.length > 0 ? news : violations
}

function groupsOf(verdicts: readonly VerdictReached[], kind: Verdict): VerdictGroup[] {
  const chosen = verdicts.filter((verdict) => verdict.verdict === kind)
  const groups = groupBy(chosen, (verdict) => verdict.reason ?? 'no reason given')
  return [...groups].map(([reason, members]) => ({ reason, verdicts: members }))
}

function rowsOf(verdicts: readonly VerdictReached[]): CountsRow[] {
  const row = (name: string, chosen: readonly VerdictReached[]): CountsRow => {
    const { counts, known } = tally(chosen)
    return { name, counts, known }
  }
  const byLevel = levels.map((level) =>
    row(
      level,
      verdicts.filter((verdict) => verdict.level === level),
    ),
  )
  const hardened = row(
    'hardened',
    verdicts.filter((verdict) => verdict.hardened === true),
  )
  return [
    ...byLevel.filter(({ counts }) => counts.total > 0),
    row('all', verdicts),
    ...(hardened.counts.total > 0 ? [hardened] : []),
  ]
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(key(item))
    if (group === undefined) groups.set(key(item), [item])
    else group.push(item)
  }
  return groups
}
