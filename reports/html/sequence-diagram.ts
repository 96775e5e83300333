import { clip } from '../clip.ts'
import { laneOf, type Moment } from '../moment.ts'
import { type Content, html, type Markup } from './markup.ts'

/** Pixels. */
const width = 640
const edge = 84
const head = 44
const rowHeight = 46
/** Advance of one character of the labels' monospaced type. */
const advance = 6.7

/** Who sends: the kit plays every peer and the environment. */
const kit = 'kit'

interface Lane {
  readonly name: string
  readonly x: number
}

/**
 * A case as a sequence diagram: the kit and the parts of the implementation as lifelines, a row for each moment, in red what differs
 * with what was allowed below it. `name` is unique on the page.
 */
export function sequenceDiagram(moments: readonly Moment[], name: string): Markup {
  const lanes = lanesOf(moments)
  const heights = moments.map(({ line }) => rowHeight + (line.differences === undefined ? 0 : 20))
  const total = head + heights.reduce((sum, height) => sum + height, 0) + 12
  let top = head
  const rows = moments.map((moment, at) => {
    const y = top
    top += heights[at] ?? 0
    return row(moment, at, y, heights[at] ?? 0, lanes)
  })
  const last = moments.at(-1)?.line
  return html`<svg class="sequence" viewBox="0 0 ${width} ${total}" role="img" aria-labelledby="${name}-title">
<title id="${name}-title">Sequence diagram of ${moments.length} steps between ${lanes.map((lane) => lane.name).join(', ')}; the last is ${last?.op ?? 'none'}. The steps are told beside it.</title>
${lanes.map(({ name: lane, x }) => lifeline(lane, x, total))}
${rows}</svg>`
}

function lanesOf(moments: readonly Moment[]): readonly Lane[] {
  const names = [kit, ...new Set(moments.map(({ line }) => laneOf(line.op)))]
  const gap = (width - 2 * edge) / Math.max(1, names.length - 1)
  return names.map((name, at) => ({ name, x: Math.round(edge + at * gap) }))
}

function lifeline(name: string, x: number, bottom: number): Markup {
  return html`<line class="lifeline" x1="${x}" y1="30" x2="${x}" y2="${bottom}"/>
<rect class="lane" x="${x - 60}" y="4" width="120" height="26" rx="6"/><text class="lane-name" x="${x}" y="21">${clip(name, 16)}</text>
`
}

function row({ line }: Moment, at: number, y: number, height: number, lanes: readonly Lane[]): Markup {
  const { step, op, summary, query, unsent, allowed, got, differences } = line
  const from = lanes[0]?.x ?? edge
  const to = lanes.find(({ name }) => name === laneOf(op))?.x ?? width - edge
  const call = `${op.slice(op.indexOf('.') + 1)} ${summary}`.trimEnd()
  const bad = differences !== undefined
  const back = y + 36
  const number = html`<text class="step-number" x="14" y="${y + 20}">${step === 0 || query === true ? '' : step}</text>`
  const body: Content =
    unsent === true
      ? html`<rect class="note" x="${to - 60}" y="${y + 8}" width="120" height="24" rx="4"/><text class="label middle" x="${to}" y="${y + 24}">${shortened(call, 120)}</text>`
      : html`${arrow('call', from, to, y + 18)}<text class="label" x="${from + 8}" y="${y + 13}">${shortened(call, width - from - 16)}</text>
${got === undefined ? undefined : html`${arrow(bad ? 'bad' : 'reply', to, from, back)}<text class="label ${bad ? 'bad' : 'faint'}" x="${from + 8}" y="${back - 5}">${shortened(got, width - from - 16)}</text>`}
${bad ? html`<text class="label good" x="${from + 8}" y="${back + 16}">${shortened(`allowed ${differences[0]?.allowed ?? allowed ?? ''}`, width - from - 16)}</text>` : undefined}`
  return html`<g class="row${bad ? ' diverges' : ''}" data-moment="${at}"><rect class="band" x="0" y="${y}" width="${width}" height="${height}"/>${number}${body}</g>
`
}

function arrow(kind: 'call' | 'reply' | 'bad', from: number, to: number, y: number): Markup {
  return html`<line class="arrow ${kind}" x1="${from}" y1="${y}" x2="${to + (to > from ? -2 : 2)}" y2="${y}" marker-end="url(#arrow-${kind})"/>`
}

/** The text as far as it fits into so many pixels. */
function shortened(text: string, pixels: number): string {
  const most = Math.floor(pixels / advance)
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
