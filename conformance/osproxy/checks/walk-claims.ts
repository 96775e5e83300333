import type { AnyChart } from '../../../machines/chart/chart.ts'
import { chartClaims } from '../../kit/cases/chart-claims.ts'
import type { Claim } from '../../kit/check.ts'

const needs = {
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
const declared = ['OSP-042']

/** What a walk over charts of this protocol judges. */
export const walkClaims = (...charts: readonly AnyChart[]): readonly Claim[] =>
  chartClaims(charts, { needs, unreached: declared })
