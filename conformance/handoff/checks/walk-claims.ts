import type { AnyChart } from '../../../machines/chart/chart.ts'
import type { Setting } from '../../../machines/model/model.ts'
import { chartClaims } from '../../kit/cases/chart-claims.ts'
import { profileNeeds } from './profile-needs.ts'

/** Situations that a walk comes to with a capability only. */
const needs: Readonly<Record<string, readonly string[]>> = {
  ...profileNeeds,
  'HOF-048': ['clock'],
  'HOF-101': ['clock', 'foreign_holder'],
  'HOF-116': ['clock'],
  'HOF-120': ['clock', 'successor_heartbeats'],
  'HOF-125': ['clock', 'foreign_holder'],
}

/** Of a random case's steps each costs milliseconds where processes and time are real. */
export const walkWeight = ({ capabilities }: Setting): number => (capabilities.has('clock') ? 1 : 0.2)

/** What a walk over charts of this protocol judges, without what it does not come to. */
export const walkClaims = (
  charts: readonly AnyChart[],
  unreached: readonly string[] = [],
): ReturnType<typeof chartClaims> => chartClaims(charts, { needs, unreached })
