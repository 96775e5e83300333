import type { AnyChart, Chart, Transition } from '../../../machines/chart/chart.ts'
import { outputsOf } from '../../../machines/chart/drawing.ts'
import { Reducer } from '../../../machines/chart/reducer.ts'
import type { ChartTransition, ChartWalked } from '../../../reports/event.ts'

/** A chart as the report draws it, with which of its transitions were taken. */
export function chartEvent(chart: AnyChart, taken: ReadonlySet<string>): ChartWalked {
  const reducer = new Reducer(chart as unknown as Chart)
  return {
    event: 'chart',
    chart: chart.id,
    explain: chart.explain,
    initial: reducer.initial,
    states: reducer.leafNames,
    transitions: reducer
      .targets()
      .map(([transition, target]) => told(chart, transition, target, taken))
      .filter(({ source, target, requirements }) => source !== target || requirements.length > 0),
  }
}

function told(
  chart: AnyChart,
  { id, source, event, requirements, config }: Transition,
  target: string,
  taken: ReadonlySet<string>,
): ChartTransition {
  const { guard } = config
  const outputs = outputsOf(chart, config)
  return {
    id,
    source,
    target,
    trigger: event,
    ...(guard === undefined ? {} : { guard: typeof guard === 'string' ? guard : guard.type }),
    ...(outputs.length === 0 ? {} : { outputs }),
    requirements: [...new Set(Object.values(requirements).flat())],
    ...(taken.has(id) ? { taken: true } : {}),
  }
}
