import type { AnyChart, StateConfig } from '../../../machines/chart/chart.ts'
import type { Claim } from '../check.ts'

export interface ClaimOptions {
  /** Capabilities without which a walk does not come to the situations of a requirement. */
  readonly needs: Readonly<Record<string, readonly string[]>>
  /** Capabilities that the walk needs anyway. */
  readonly given?: readonly string[]
  /** Requirements whose situations the walk does not come to at all. */
  readonly unreached?: readonly string[]
}

/** What a walk over charts judges: the requirements that their transitions name, in order. */
export function chartClaims(charts: readonly AnyChart[], options: ClaimOptions): readonly Exclude<Claim, string>[] {
  const { needs, given = [], unreached = [] } = options
  const named = new Set<string>()
  for (const { config } of charts) collect(config, named)
  return [...named]
    .filter((id) => !unreached.includes(id))
    .sort()
    .map((id) => ({ id, needs: (needs[id] ?? []).filter((need) => !given.includes(need)) }))
}

function collect({ on = {}, states = {} }: StateConfig, named: Set<string>): void {
  for (const transitions of Object.values(on))
    for (const { meta } of [transitions].flat())
      for (const ids of Object.values(meta?.requirements ?? {})) for (const id of ids) named.add(id)
  for (const inner of Object.values(states)) collect(inner, named)
}
