import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AnyChart } from '../../../machines/chart/chart.ts'
import { drawing } from '../../../machines/chart/drawing.ts'
import { CutoverError } from '../../../spec/error.ts'
import { root } from '../../../spec/root.ts'
import { nearest } from './nearest.ts'
import { protocols } from './protocols.ts'
import { out } from './terminal.ts'

export interface ChartOptions {
  readonly json?: boolean
  readonly mermaid?: boolean
  readonly xstate?: boolean
}

/** Prints a chart as data, as a drawing, or as a module with an XState machine. */
export async function chartCommand(id: string, options: ChartOptions): Promise<number> {
  const chart = await find(id)
  const text = options.xstate === true ? moduleOf(chart) : options.json === true ? dataOf(chart) : drawing(chart)
  out.lines(text.trimEnd().split('\n'))
  return 0
}

/** All of a chart that is data; what its functions compute is in the XState module. */
function dataOf({ id, explain, context, payload, events, config }: AnyChart): string {
  return `${JSON.stringify({ id, explain, context, payload, events, config }, null, 2)}\n`
}

/** The module that `npm run build` makes of the chart's source: `machine` runs under XState's `createActor`. */
function moduleOf({ id }: AnyChart): string {
  const path = join(root, 'dist', 'charts', `${id}.js`)
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new CutoverError(
      'CUT-CHART-MODULE',
      `${path}: expected the module of ${id}; npm run build makes it; ${String(cause)}`,
      4,
    )
  }
}

async function find(id: string): Promise<AnyChart> {
  const charts = (await Promise.all(protocols.map(async ({ load }) => (await load()).charts))).flat()
  const found = charts.find((chart) => chart.id === id)
  if (found !== undefined) return found
  const ids = charts.map((chart) => chart.id)
  throw new CutoverError('CUT-CHART-ID', `no chart "${id}"; ${nearest(id, ids)} Known: ${ids.join(', ')}`)
}
