import type { NamedFailure, Suspected } from './defect.ts'
import type { Evidence } from './evidence.ts'

/**
 * The failures of one cause, those of the most suspicious requirement first. What a wire check shows comes before all else: whoever
 * cannot read or write a message has no chance at what stands in it; and of a stop the requirement of robustness, whatever was asked
 * when it came. Between equals the requirement that fewer cases judged is the
 * more particular one.
 */
export function bySuspicion(
  failures: readonly NamedFailure[],
  evidence: Evidence,
  robustness: string,
): readonly Suspected[] {
  const all = new Set(failures.map(({ requirement }) => requirement.id))
  const isGround = ({ ran, result, requirement: { id } }: NamedFailure): boolean =>
    ran.kind === 'wire' || (result.stop !== undefined && id === robustness)
  const grounds = new Set(failures.filter(isGround).map(({ requirement }) => requirement.id))
  const ranks = new Map<string, Rank>(
    [...all].map((id) => [id, [grounds.has(id) ? 1 : 0, evidence.suspicion(id, all), -evidence.judged(id)]]),
  )
  const rankOf = ({ requirement }: NamedFailure): Rank => ranks.get(requirement.id) ?? [0, 0, 0]
  return failures
    .map((failure) => ({ ...failure, suspicion: Math.round(rankOf(failure)[1] * 1000) }))
    .sort((a, b) => {
      const [one, other] = [rankOf(a), rankOf(b)]
      const place = one.findIndex((value, at) => value !== other[at])
      if (place >= 0) return (other[place] as number) - (one[place] as number)
      return a.requirement.id < b.requirement.id ? -1 : a.requirement.id > b.requirement.id ? 1 : 0
    })
}

/** Whether it is a ground of the others, suspicion, and how few cases judged it. */
type Rank = readonly [number, number, number]

/** A requirement against which less of this share of what speaks against the first speaks is not suspected: it comes with it. */
const near = 0.75

/** The requirements that are suspected, from the first on; `failures` are in order. */
export function suspects(failures: readonly Suspected[]): ReadonlySet<string> {
  const most = Math.max(0, failures[0]?.suspicion ?? 0)
  const others = failures.findIndex(({ suspicion }) => suspicion < near * most)
  return new Set((others < 0 ? failures : failures.slice(0, others)).map(({ requirement }) => requirement.id))
}

/** Failures in groups that have one cause as far as cases tell: their requirements were broken together. */
export function byCause(failures: readonly NamedFailure[], evidence: Evidence): readonly (readonly NamedFailure[])[] {
  const groups: { readonly ids: Set<string>; readonly failures: NamedFailure[] }[] = []
  for (const failure of failures) {
    const { id } = failure.requirement
    const mine = groups.find(({ ids }) => ids.has(id))
    if (mine === undefined) groups.push({ ids: new Set([id]), failures: [failure] })
    else mine.failures.push(failure)
  }
  for (const together of evidence.together()) {
    const [first, ...others] = groups.filter(({ ids }) => together.some((id) => ids.has(id)))
    for (const other of others) {
      for (const id of other.ids) first?.ids.add(id)
      first?.failures.push(...other.failures)
      groups.splice(groups.indexOf(other), 1)
    }
  }
  return groups.map((group) => group.failures)
}
