import type { AnyChart } from '../../../machines/chart/chart.ts'
import { transitionIds } from '../../../machines/chart/spec-hash.ts'
import type { ChartCovered } from '../../../reports/event.ts'

/** Which of a chart's transitions that carry requirements were taken. */
export function coverageEvent(chart: AnyChart, taken: ReadonlySet<string>): ChartCovered {
  const all = transitionIds(chart)
  const uncovered = all.filter((id) => !taken.has(id))
  return {
    event: 'coverage',
    chart: chart.id,
    transitions: all.length,
    covered: all.length - uncovered.length,
    uncovered,
  }
}
