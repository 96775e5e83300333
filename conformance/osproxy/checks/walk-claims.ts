import type { AnyChart, StateConfig } from '../../../machines/chart/chart.ts'
import type { Claim } from '../../kit/check.ts'

/** Capabilities without which a walk cannot show what its charts speak about. */
const needs: Readonly<Record<string, readonly string[]>> = {
  'OSP-072': ['faults'],
  'OSP-075': ['faults'],
  'OSP-085': ['faults'],
  'OSP-089': ['pause_points'],
  'OSP-097': ['faults'],
  'OSP-098': ['faults'],
  'OSP-100': ['faults'],
  'OSP-107': ['pause_points'],
  'OSP-110': ['faults'],
  'OSP-115': ['expect_epoch'],
}

/** Only a transition of one declared choice names it, so that a walk of the other one would never show it. */
const declared: ReadonlySet<string> = new Set(['OSP-042'])

/** What a walk over charts judges: the requirements that their transitions name. */
export function walkClaims(...charts: readonly AnyChart[]): readonly Claim[] {
  const named = new Set<string>()
  for (const { config } of charts) for (const state of Object.values(config.states)) collect(state, named)
  return [...named]
    .filter((id) => !declared.has(id))
    .sort()
    .map((id) => ({ id, needs: needs[id] ?? [] }))
}

function collect(state: StateConfig, named: Set<string>): void {
  for (const transitions of Object.values(state.on ?? {}))
    for (const { meta } of [transitions].flat())
      for (const ids of Object.values(meta?.requirements ?? {})) for (const id of ids) named.add(id)
  for (const inner of Object.values(state.states ?? {})) collect(inner, named)
}
