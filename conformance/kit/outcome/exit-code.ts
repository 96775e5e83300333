import type { GateLevel, Level, Verdict } from '../../../reports/event.ts'

/** 0 conformant, 1 non-conformant, 2 stale or unmatched known failure, 3 inconclusive, 4 harness or adapter fault. */
export type ExitCode = 0 | 1 | 2 | 3 | 4

/** What the exit code of a run depends on. */
export interface RunOutcome {
  /** The lowest level whose failure makes the run fail. */
  readonly level: GateLevel
  readonly failures: readonly { readonly level: Level; readonly known: boolean }[]
  /** `known`: what masks it is known. */
  readonly verdicts: readonly { readonly level: Level; readonly verdict: Verdict; readonly known?: boolean }[]
  /** An entry of the known-failures file is stale or matches nothing. */
  readonly staleOrUnmatched: boolean
  /** A check was cut short, a stop did not repeat, or a divergence has no requirement. */
  readonly undecided: boolean
}

/**
 * The exit code of a run that came to its end; a harness fault is 4 whatever was seen before. A failure outweighs a known-failures
 * file that does not match, and that outweighs what could not be decided. A run that judged nothing is inconclusive.
 */
export function exitCode({ level, failures, verdicts, staleOrUnmatched, undecided }: RunOutcome): ExitCode {
  const gates = (stated: Level): boolean => stated === 'MUST' || (stated === 'SHOULD' && level === 'SHOULD')
  if (failures.some((failure) => !failure.known && gates(failure.level))) return 1
  if (staleOrUnmatched) return 2
  const judged = verdicts.some(({ verdict }) => verdict === 'pass' || verdict === 'fail')
  const open = verdicts.some((each) => each.verdict === 'inconclusive' && each.known !== true && gates(each.level))
  return undecided || open || !judged ? 3 : 0
}
