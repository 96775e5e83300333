import type { Violation as ViolationEvent } from '../../../reports/event.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import type { Requirement } from '../../../spec/requirement.ts'
import type { Case } from '../check.ts'
import type { Failure } from '../judging/attribute.ts'
import type { CaseResult, Violation } from '../judging/case-result.ts'

/** The smallest case found that violates what a finding's case violates. */
export interface Shrunk {
  readonly subject: Case
  readonly result: CaseResult
  readonly violation: Violation
  /** Cases run for it. */
  readonly executions: number
}

/** A failure as the report tells it: the requirement, what was sent, what is allowed, what came back, how to run it again. */
export function failureEvent(
  { id, level, text }: Requirement,
  failure: Failure,
  shrunk: Shrunk | undefined,
  rest: { readonly replay: string; readonly known?: string | undefined },
): ViolationEvent {
  const { subject, violation } = shrunk ?? failure
  const last = violation.exchange
  const steps = subject.inputs.slice(0, last.probe ? last.step : Math.max(0, last.step - 1))
  return {
    event: 'violation',
    requirement: id,
    level,
    check: failure.check.id,
    judge: violation.judge,
    transitions: violation.transitions,
    facet: violation.facet,
    text,
    steps: steps.map((input, at) => ({ step: at + 1, op: input.op, summary: summary(input.params) })),
    from_steps: failure.subject.inputs.length,
    from_cases: failure.fromCases,
    then: { op: last.op, summary: summary(last.params) },
    allowed: violation.allowed,
    got: violation.got,
    replay: rest.replay,
    ...(rest.known === undefined ? {} : { known: rest.known }),
    shrink_executions: shrunk?.executions ?? 0,
    ...detailOf(subject.configuration, failure.result.stop?.stderr ?? ''),
  }
}

/** What the case was set up with, and what an implementation that stopped said last. */
function detailOf(configuration: JsonObject, stderr: string): Pick<ViolationEvent, 'detail'> {
  const detail: JsonObject = {
    ...(Object.keys(configuration).length === 0 ? {} : { configuration }),
    ...(stderr === '' ? {} : { stderr }),
  }
  return Object.keys(detail).length === 0 ? {} : { detail }
}

/** Parameters in one line: bare words where they are plain, JSON where they nest. */
function summary(params: JsonObject): string {
  return Object.entries(params)
    .map(([name, value]) => `${name}=${word(value)}`)
    .join(' ')
}

function word(value: Json): string {
  return typeof value === 'string' && /^[A-Za-z0-9_$.+:-]{1,64}$/.test(value) ? value : JSON.stringify(value)
}
