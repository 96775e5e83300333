import type { Facet, Transition } from '../../../machines/chart/chart.ts'
import type { Case, Check } from '../check.ts'
import type { CaseResult, Violation } from './case-result.ts'
import type { Difference } from './compare.ts'
import type { Selected } from './selection.ts'

/** Stands in for the requirement of a divergence that no requirement names. */
export const unattributed = 'unattributed'

/** What the model did at one step: the transitions taken and, beside each, whose role took it. */
export interface Taken {
  readonly fired: readonly Transition[]
  readonly actors: readonly string[]
}

/** A requirement to blame, and the ids of the transitions that carry it. */
export interface Blame {
  readonly requirement: string
  readonly transitions: readonly string[]
}

/** The facet that a difference breaks: what does not come breaks what says when it comes, not what says what is in it. */
export function facetOf(difference: Difference, fired: readonly Transition[]): Facet {
  const late = difference.missing === true && fired.some(({ requirements }) => requirements.timing !== undefined)
  return late ? 'timing' : difference.facet
}

/**
 * The requirements that the transitions taken carry for the facet. A query that has none only shows what the change before it
 * did (`cause`), and blames that change as far as it touched the same role. What is named nowhere is a matter of the reply.
 */
export function blame(facet: Facet, { fired, actors }: Taken, cause: Taken | undefined): readonly Blame[] {
  const direct = carrying(fired, ({ requirements }) => requirements[facet])
  if (direct.length > 0) return direct
  if (cause !== undefined) {
    const touched = cause.fired.filter((_, at) => actors.length === 0 || actors.includes(cause.actors[at] as string))
    const earlier = carrying(touched, ({ requirements }) => requirements[facet])
    if (earlier.length > 0) return earlier
  }
  return carrying(fired, ({ requirements }) => requirements.reply)
}

/**
 * The requirements that a stop violates: what the transitions of the call that got no answer carry, or else what the case
 * `showed` of its check; and always the robustness requirement.
 */
export function blameForStop(
  fired: readonly Transition[],
  showed: readonly string[],
  robustness: string,
): readonly Blame[] {
  const named = carrying(fired, ({ requirements: { reply, timing, ...others } }) =>
    reply === undefined ? [...(timing ?? []), ...Object.values(others).flat()] : [...reply, ...(timing ?? [])],
  )
  const blamed = named.length > 0 ? named : showed.map((requirement) => ({ requirement, transitions: [] }))
  return blamed.some(({ requirement }) => requirement === robustness)
    ? blamed
    : [...blamed, { requirement: robustness, transitions: [] }]
}

function carrying(
  transitions: readonly Transition[],
  requirementsOf: (transition: Transition) => readonly string[] | undefined,
): readonly Blame[] {
  const found = new Map<string, string[]>()
  for (const transition of transitions) {
    for (const requirement of requirementsOf(transition) ?? []) {
      const ids = found.get(requirement)
      if (ids === undefined) found.set(requirement, [transition.id])
      else if (!ids.includes(transition.id)) ids.push(transition.id)
    }
  }
  return [...found].map(([requirement, ids]) => ({ requirement, transitions: ids }))
}

/** What counts of a case's violations, and what was seen first that no requirement of the run names. */
export interface Counted {
  readonly counted: readonly Violation[]
  readonly stray?: Violation
}

/**
 * The violations of a case that count: those of `watched` requirements, or else of any `applicable` one. Nothing that an
 * implementation does wrong may be lost: what breaks no requirement of the check breaks one of another check, and a divergence
 * that no requirement names is told as such.
 */
export function countedOf(
  { violations, unconfirmed, stop }: CaseResult,
  watched: ReadonlySet<string>,
  applicable?: ReadonlySet<string>,
): Counted {
  if (unconfirmed !== undefined) return { counted: [] }
  const its = violations.filter(({ requirement }) => watched.has(requirement))
  // A stop breaks what its call asks for and robustness, whichever check covers them.
  if (stop === undefined && its.some(({ secondary }) => !secondary)) return { counted: its }
  const others = violations.filter(
    (each) => !each.secondary && applicable?.has(each.requirement) === true && !its.includes(each),
  )
  if (its.length + others.length > 0) return { counted: [...others, ...its] }
  const stray = violations.find(({ requirement }) => stop !== undefined || requirement === unattributed)
  return { counted: [], ...(stray === undefined ? {} : { stray }) }
}

/** One way in which the cases of a check violate a requirement: the shortest case seen. */
export interface Finding {
  /** The check whose case it is. */
  readonly ran: Check
  readonly violation: Violation
  readonly result: CaseResult
  readonly subject: Case
  /** Cases of the check run until the first such violation, that one included. */
  readonly fromCases: number
}

/** A finding with the check that it is told under: the one that covers the requirement. */
export interface Failure extends Finding {
  readonly check: Check
}

/** Keeps under each key the finding that came first in its case, of those the one with the fewest inputs, the first of equals. */
export function keepShortest<Found extends Finding>(kept: Map<string, Found>, key: string, finding: Found): void {
  const known = kept.get(key)
  if (known === undefined || isPlainer(finding, known)) kept.set(key, finding)
}

function isPlainer(one: Finding, other: Finding): boolean {
  if (one.violation.secondary !== other.violation.secondary) return other.violation.secondary
  if (one.violation.echo !== other.violation.echo) return other.violation.echo === true
  return one.subject.inputs.length < other.subject.inputs.length
}

/** One failure for each requirement, facet and check that covers it, in the order of the requirements' ids. */
export function attribute(findings: readonly Finding[], selected: readonly Selected[]): readonly Failure[] {
  const failures = new Map<string, Failure>()
  for (const finding of findings) {
    const failure = { ...finding, check: checkFor(finding, selected) }
    const { requirement, facet } = failure.violation
    keepShortest(failures, `${failure.check.id} ${requirement} ${facet}`, failure)
  }
  return [...failures.values()].sort(({ violation: a }, { violation: b }) =>
    a.requirement < b.requirement ? -1 : a.requirement > b.requirement ? 1 : 0,
  )
}

/**
 * The check that a finding is told under. What a watching monitor saw belongs to the monitor's check. A model judges more than
 * the check whose case it judges covers: then it is the first check that covers it, a walk if there is one.
 */
function checkFor({ ran, violation }: Finding, selected: readonly Selected[]): Check {
  const covering = selected.filter(({ covered }) => covered.has(violation.requirement)).map(({ check }) => check)
  return (
    covering.find(
      ({ kind, monitors = [] }) => kind === 'monitor' && monitors.some(({ id }) => id === violation.judge),
    ) ??
    covering.find((check) => check === ran) ??
    covering.find(({ kind }) => kind === 'model') ??
    covering[0] ??
    ran
  )
}
