import type { Counts, Level, Verdict, VerdictReached } from './event.ts'

/** What the footer says about the verdicts before it. */
export interface Totals {
  readonly counts: Counts
  readonly must_failed: number
  readonly should_failed: number
  readonly known: number
}

const member = {
  pass: 'pass',
  fail: 'fail',
  inconclusive: 'inconclusive',
  'not-applicable': 'not_applicable',
  excluded: 'excluded',
} as const satisfies Record<Verdict, keyof Counts>

function count(verdicts: Iterable<VerdictReached>): Counts {
  const counts = { pass: 0, fail: 0, inconclusive: 0, not_applicable: 0, excluded: 0, total: 0 }
  for (const { verdict } of verdicts) {
    counts[member[verdict]] += 1
    counts.total += 1
  }
  return counts
}

/** The footer's figures, derived from the verdicts, so that nobody can state others. */
export function tally(verdicts: readonly VerdictReached[]): Totals {
  const failing = verdicts.filter((verdict) => verdict.verdict === 'fail')
  const news = (level: Level) =>
    failing.filter((verdict) => verdict.level === level && verdict.known === undefined).length
  return {
    counts: count(verdicts),
    must_failed: news('MUST'),
    should_failed: news('SHOULD'),
    known: failing.filter((verdict) => verdict.known !== undefined).length,
  }
}
