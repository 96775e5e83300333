import type { Violation as Told } from '../../../reports/event.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import type { Requirement } from '../../../spec/requirement.ts'
import type { Shrunk } from '../cases/shrink-case.ts'
import type { Failure } from '../running/campaign.ts'

/** A failure as the report tells it: the requirement, what was sent, what is allowed, what came back, how to run it again. */
export function tellFailure(
  requirement: Requirement,
  failure: Failure,
  shrunk: Shrunk | undefined,
  rest: { readonly replay: string; readonly known?: string },
): Told {
  const { subject, violation } = shrunk ?? failure
  const last = violation.exchange
  const steps = last.probe ? subject.inputs.slice(0, last.step) : subject.inputs.slice(0, Math.max(0, last.step - 1))
  return {
    event: 'violation',
    requirement: requirement.id,
    level: requirement.level,
    check: failure.check.id,
    facet: violation.facet,
    text: requirement.text,
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
function detailOf(configuration: JsonObject, stderr: string): Pick<Told, 'detail'> {
  const detail: JsonObject = {
    ...(Object.keys(configuration).length === 0 ? {} : { configuration }),
    ...(stderr === '' ? {} : { stderr }),
  }
  return Object.keys(detail).length === 0 ? {} : { detail }
}

/** Parameters in one line: bare words where they are plain, JSON where they nest. */
export function summary(params: JsonObject): string {
  return Object.entries(params)
    .map(([name, value]) => `${name}=${word(value)}`)
    .join(' ')
}

function word(value: Json): string {
  return typeof value === 'string' && /^[A-Za-z0-9_$.+:-]{1,64}$/.test(value) ? value : JSON.stringify(value)
}
