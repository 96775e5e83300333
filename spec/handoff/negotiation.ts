/** Versions that one side speaks, both ends included; `min` above `max` is a range of none. */
export interface VersionRange {
  readonly min: number
  readonly max: number
}

/** The highest version of both ranges, or undefined where they have none in common (HOF-033, HOF-034). */
export function negotiate(ours: VersionRange, theirs: VersionRange): number | undefined {
  const lowest = Math.max(ours.min, theirs.min)
  const highest = Math.min(ours.max, theirs.max)
  return lowest > highest ? undefined : highest
}
