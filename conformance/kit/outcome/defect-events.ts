import type { DefectFound, TranscriptLine, ViolationFound } from '../../../reports/event.ts'
import type { Json, JsonObject } from '../../../spec/json.ts'
import { type Defect, type Proof, type Suspected, shownIn } from './defect.ts'
import { suspects } from './suspicion.ts'

/** A defect as the report tells it: what was sent, how to run it again, and what it does to each requirement. */
export function defectEvents(
  { proof, failures }: Defect,
  defect: number,
  replay: string,
  show: (hex: string) => string | undefined = () => undefined,
  transcript: readonly TranscriptLine[] = [],
): readonly (DefectFound | ViolationFound)[] {
  const { subject, result, violation, triedAgain } = proof
  const last = violation.exchange
  const steps = subject.inputs.slice(0, last.probe ? last.step : Math.max(0, last.step - 1))
  const reasons = failures.map(({ known }) => known)
  const known = reasons.includes(undefined) ? undefined : [...new Set(reasons)].join('; ')
  const told: DefectFound = {
    event: 'defect',
    defect,
    requirements: [...new Set(failures.map(({ requirement }) => requirement.id))],
    suspects: suspects(failures).size,
    check: proof.ran.id,
    steps: steps.map((input, at) => ({ step: at + 1, op: input.op, summary: summary(input.params) })),
    from_steps: proof.fromSteps,
    from_cases: proof.fromCases,
    then: { op: last.op, summary: summary(last.params) },
    replay,
    ...(triedAgain > 1 ? { tried_again: triedAgain } : {}),
    ...(known === undefined ? {} : { known }),
    shrink_executions: proof.executions,
    ...(transcript.length === 0 ? {} : { transcript }),
    ...detailOf(
      subject.configuration,
      result.stop?.stderr ?? '',
      framesOf([last.params, violation.allowed, violation.got, ...steps], show),
    ),
  }
  return [told, ...failures.map((failure) => violationEvent(failure, proof, defect))]
}

/** What the defect's case shows of the failure; where it is told under a check of another facet, in its own words. */
function violationEvent(failure: Suspected, proof: Proof, defect: number): ViolationFound {
  const { requirement, check, known, suspicion } = failure
  const { judge, transitions, allowed, got } = shownIn(proof, failure.violation) ?? failure.violation
  return {
    event: 'violation',
    defect,
    requirement: requirement.id,
    level: requirement.level,
    check: check.id,
    judge,
    transitions,
    facet: failure.violation.facet,
    suspicion,
    text: requirement.text,
    allowed,
    got,
    ...(known === undefined ? {} : { known }),
  }
}

/** What the frames say that stand as hex in the texts of a defect, the last call's first. */
export function framesOf(texts: readonly unknown[], show: (hex: string) => string | undefined): JsonObject {
  const hexes = texts.flatMap((text) => JSON.stringify(text).match(hexText) ?? [])
  return Object.fromEntries(
    [...new Set(hexes)].slice(0, mostFrames).flatMap((hex) => {
      const shown = show(hex)
      return shown === undefined ? [] : [[hex, shown]]
    }),
  )
}

/** Bytes as hex, at least a few. */
const hexText = /(?<![0-9a-z])(?:[0-9a-f]{2}){3,}(?![0-9a-z])/g
/** More than anybody compares. */
const mostFrames = 8

/** What the frames say, what the case was set up with, and what an implementation that stopped said last. */
function detailOf(configuration: JsonObject, stderr: string, frames: JsonObject): Pick<DefectFound, 'detail'> {
  const detail: JsonObject = {
    ...(Object.keys(frames).length === 0 ? {} : { frames }),
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
