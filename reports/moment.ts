import { clip } from './clip.ts'
import type { Difference, TranscriptLine } from './event.ts'
import type { ToldDefect } from './summary.ts'

/** One input of a defect's case, or the query whose answer differs: a row of the picture and a stop of the slider. */
export interface Moment {
  readonly line: TranscriptLine
  /** Queries after it that were answered as allowed. */
  readonly queries: readonly TranscriptLine[]
}

/** The part of the implementation, or of the kit, that an operation speaks to: `store` of `store.set`, `link` of `$link.loses`. */
export function laneOf(op: string): string {
  const name = op.replace(/^\$/, '')
  const dot = name.indexOf('.')
  return dot <= 0 ? 'implementation' : clip(name.slice(0, dot), 24)
}

/**
 * The case of a defect as moments, the last one where it diverges. Without a transcript it is made of the steps alone, with the
 * most suspicious requirement's words at the last.
 */
export function momentsOf(told: ToldDefect): readonly Moment[] {
  const moments: { line: TranscriptLine; queries: TranscriptLine[] }[] = []
  for (const line of told.defect.transcript ?? untold(told)) {
    const last = moments.at(-1)
    if (line.query === true && line.differences === undefined && last !== undefined) last.queries.push(line)
    else moments.push({ line: bySuspicion(line, told.defect.requirements), queries: [] })
  }
  const [first] = moments
  const isPlainReset = first?.line.op === 'reset' && first.line.summary === '' && first.line.differences === undefined
  return isPlainReset && moments.length > 1 ? moments.slice(1) : moments
}

/** What the most suspicious requirement says comes first. */
function bySuspicion(line: TranscriptLine, requirements: readonly string[]): TranscriptLine {
  if (line.differences === undefined) return line
  const rank = ({ requirements: its }: Difference): number =>
    Math.min(...its.map((id) => requirements.indexOf(id)).map((at) => (at < 0 ? requirements.length : at)))
  return { ...line, differences: [...line.differences].sort((a, b) => rank(a) - rank(b)) }
}

function untold({ defect: { steps, then }, violations }: ToldDefect): readonly TranscriptLine[] {
  const [first] = violations
  const differences: readonly Difference[] = violations.map(({ facet, allowed, got, requirement }) => ({
    facet,
    allowed,
    got,
    requirements: [requirement],
  }))
  const last = then ?? { op: 'reset', summary: '' }
  return [
    ...steps,
    {
      step: steps.length + 1,
      ...last,
      ...(first === undefined ? {} : { allowed: first.allowed, got: first.got, differences }),
    },
  ]
}
