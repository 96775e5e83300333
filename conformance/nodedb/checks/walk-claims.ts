import type { AnyChart } from '../../../machines/chart/chart.ts'
import { chartClaims } from '../../kit/cases/chart-claims.ts'

/** Situations that an implementation reaches with a capability, or in both roles. */
const needs = {
  'NDB-033': ['frames'],
  'NDB-048': ['cold_start'],
  'NDB-049': ['divergence'],
  // Elsewhere deltas commute, and may be applied in any order.
  'NDB-055': ['in_order'],
  // Without looking at the documents nobody sees a state replaced.
  'NDB-063': ['documents'],
  'NDB-064': ['documents'],
  'NDB-065': ['divergence'],
  'NDB-072': ['frames'],
  'NDB-073': ['documents'],
  'NDB-083': ['compaction'],
  'NDB-090': ['faults'],
  'NDB-093': ['rx.delta', 'tx.frame'],
}

/** What a walk over charts of this protocol judges, without what its palette does not reach; `given` are its own needs. */
export const walkClaims = (
  charts: readonly AnyChart[],
  unreached: readonly string[] = [],
  given: readonly string[] = [],
): ReturnType<typeof chartClaims> => chartClaims(charts, { needs, unreached, given })
