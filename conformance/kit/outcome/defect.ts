import { levels, type Requirement } from '../../../spec/requirement.ts'
import type { Case, Check } from '../check.ts'
import type { Failure } from '../judging/attribute.ts'
import type { CaseResult, Violation } from '../judging/case-result.ts'

/** A failure with its requirement and, where a known-failures entry names it, the entry's reason. */
export interface NamedFailure extends Failure {
  readonly requirement: Requirement
  readonly known: string | undefined
}

/** A failure with how much speaks against its requirement, in thousandths. */
export interface Suspected extends NamedFailure {
  readonly suspicion: number
}

/** The smallest case that shows a failure, and how it was found. */
export interface Proof {
  /** The check whose case it is. */
  readonly ran: Check
  readonly subject: Case
  readonly result: CaseResult
  /** The violation that it was shrunk for. */
  readonly violation: Violation
  readonly fromCases: number
  readonly fromSteps: number
  /** Cases run to shrink it. */
  readonly executions: number
  /** Fresh processes until it repeated, where it was tried on any. */
  readonly triedAgain: number
}

/** Failures of one cause that nobody has put in order yet. */
export interface Cause {
  readonly proof: Proof
  readonly failures: readonly NamedFailure[]
}

/** Failures that have one cause, the most suspicious requirement first, and the one case that shows them. */
export interface Defect {
  readonly proof: Proof
  readonly failures: readonly Suspected[]
}

/** The violation of the defect's case that shows a failure; the failure's own where another case showed it. */
export function shownIn({ result, violation }: Proof, { requirement, facet }: Violation): Violation | undefined {
  if (violation.requirement === requirement && violation.facet === facet) return violation
  const primary = result.violations.filter((each) => !each.secondary && each.requirement === requirement)
  return primary.find((each) => each.facet === facet) ?? primary[0]
}

/** Whether two cases end in the same call with the same calls before it. */
export function sameCase(one: Proof, other: Proof): boolean {
  return pathOf(one) === pathOf(other)
}

function pathOf({ subject: { configuration, inputs }, violation: { exchange } }: Proof): string {
  const { op, params, step, probe } = exchange
  return JSON.stringify([configuration, inputs.slice(0, probe ? step : Math.max(0, step - 1)), op, params])
}

/** Defects in the order in which they are told: the level of what they break first, then short cases before long ones. */
export function inOrder(defects: readonly Defect[]): readonly Defect[] {
  const weight = ({ failures }: Defect): number =>
    Math.min(...failures.map(({ requirement }) => levels.indexOf(requirement.level)))
  const length = ({ proof }: Defect): number => proof.subject.inputs.length
  return [...defects].sort((a, b) => weight(a) - weight(b) || length(a) - length(b))
}
