import { clip } from '../clip.ts'
import type { ChartTransition, ChartWalked } from '../event.ts'
import type { Summary } from '../summary.ts'
import { chartLayout, type PlacedEdge, type PlacedState } from './chart-layout.ts'
import { anchor, type Links } from './links.ts'
import { html, type Markup } from './markup.ts'

/** How much of it the run took. */
type Taken = 'all' | 'part' | 'none'

/** Each chart that the run walked: drawn, coloured by what was taken, with its transitions state by state. */
export function chartSection({ charts }: Summary, links: Links): Markup {
  if (charts.length === 0) return html``
  return html`<section id="charts" aria-labelledby="charts-title"><h2 id="charts-title">Charts <span class="count">${charts.length}</span></h2>
<p class="legend"><span class="key all">every transition taken</span> <span class="key part">some taken</span> <span class="key none">none taken</span></p>
${charts.map((chart) => chartArticle(chart, links))}</section>
`
}

function chartArticle(chart: ChartWalked, links: Links): Markup {
  const { left, top, width, height, states, edges } = chartLayout(chart)
  const counted = binding(chart.transitions)
  const place = anchor('chart', chart.chart)
  return html`<article class="chart" id="${place}" aria-labelledby="${place}-title"><h3 id="${place}-title">${clip(chart.chart, 120)} <span class="count">${countTaken(counted)} of ${counted.length} transitions with requirements taken</span></h3>
<p>${clip(chart.explain)}</p>
<div class="scroll" tabindex="0" role="group" aria-label="Drawing of ${clip(chart.chart, 120)}"><svg class="drawing" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}">
${edges.map((edge) => edgeOf(edge))}${states.map((state) => stateOf(state, chart))}</svg></div>
<details class="transitions"><summary>Transitions, state by state</summary>${states.map((state) => stateTable(state, chart, links))}</details></article>
`
}

function stateOf({ name, own, x, y, width, height }: PlacedState, { chart, initial }: ChartWalked): Markup {
  const counted = binding(own)
  const count = counted.length === 0 ? '' : `${countTaken(counted)} / ${counted.length}`
  const start =
    name === initial
      ? html`<circle class="initial" cx="${x - width / 2 + 9}" cy="${y - height / 2 + 9}" r="4"/>`
      : undefined
  return html`<a href="#${statePlace(chart, name)}" aria-label="${clip(name, 60)} ${count} transitions taken"><rect class="state ${howMuch(own)}" x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="8"/>${start}<text class="state-name" x="${round(x)}" y="${round(y - 2)}">${clip(name, 40)}</text> <text class="state-count" x="${round(x)}" y="${round(y + 14)}">${count}</text></a>
`
}

function edgeOf({ source, target, transitions, label, points, x, y }: PlacedEdge): Markup {
  const [first] = transitions
  const taken = howMuch(transitions)
  const names = transitions.map(({ trigger }) => trigger).join(', ')
  const offset = ((label.length - 1) * 14) / 2
  return html`<a href="#${anchor('transition', first?.id ?? '')}" aria-label="${clip(source, 60)} to ${clip(target, 60)}: ${clip(names, 120)}"><title>${clip(source, 60)} → ${clip(target, 60)}: ${clip(names, 300)}</title><path class="edge ${taken}" d="${curve(points)}" marker-end="url(#arrow-${taken})"/>${label.map((text, at) => html`<text class="edge-label" x="${round(x)}" y="${round(y - offset + at * 14 + 4)}">${clip(text, 60)}</text>`)}</a>
`
}

/** Through the middles of the way's pieces, bent at its corners. */
function curve(points: PlacedEdge['points']): string {
  const at = ({ x, y }: { readonly x: number; readonly y: number }): string => `${round(x)} ${round(y)}`
  const [first, ...rest] = points
  if (first === undefined) return ''
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? point
    const isLast = index === rest.length - 2
    return `Q${at(point)} ${at(isLast ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`
  })
  const end = rest.length === 1 && rest[0] !== undefined ? `L${at(rest[0])}` : ''
  return `M${at(first)}${bends.join('')}${end}`
}

function stateTable({ name, own }: PlacedState, { chart }: ChartWalked, links: Links): Markup {
  const place = statePlace(chart, name)
  return html`<table id="${place}" class="transitions" tabindex="-1"><caption>${clip(name, 60)}</caption>
<thead><tr><th scope="col">event</th><th scope="col">leads to</th><th scope="col">tells</th><th scope="col">requirements</th><th scope="col">taken</th></tr></thead>
<tbody>${own.map((transition) => transitionRow(transition, links))}</tbody></table>
`
}

function transitionRow(
  { id, source, target, trigger, guard, outputs = [], requirements, taken }: ChartTransition,
  links: Links,
): Markup {
  const condition = guard === undefined ? '' : ` [${clip(guard, 60)}]`
  return html`<tr id="${anchor('transition', id)}" tabindex="-1"><td><code>${clip(trigger, 60)}${condition}</code></td><td>${source === target ? '' : clip(target, 60)}</td><td>${clip(outputs.join(', '), 120)}</td><td>${links.list('requirement', requirements)}</td><td>${taken === true ? html`<span class="good">yes</span>` : html`<span class="bad">no</span>`}</td></tr>
`
}

function statePlace(chart: string, state: string): string {
  return anchor('state', `${chart}/${state}`)
}

/** Those that count as coverage: they carry requirements. */
function binding(transitions: readonly ChartTransition[]): readonly ChartTransition[] {
  return transitions.filter(({ requirements }) => requirements.length > 0)
}

function countTaken(transitions: readonly ChartTransition[]): number {
  return transitions.filter(({ taken }) => taken === true).length
}

function howMuch(transitions: readonly ChartTransition[]): Taken {
  const taken = countTaken(transitions)
  return taken === transitions.length ? 'all' : taken === 0 ? 'none' : 'part'
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
