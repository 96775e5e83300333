import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { clip } from '../clip.ts'
import type { Event } from '../event.ts'
import { outcomeOf } from '../outcome.ts'
import { grouped } from '../quantity.ts'
import { type CountsRow, figures, type Summary, summarise } from '../summary.ts'
import { chartSection } from './chart-section.ts'
import { defectSection } from './defect-section.ts'
import { Links } from './links.ts'
import { asset, html, type Markup } from './markup.ts'
import { requirementSection } from './requirement-section.ts'
import { faultSection, openSection, runSection, workOf } from './run-section.ts'

/** The style sheet or the script, which lie in the checkout or in the installed package, above this module or what it was built into. */
function own(name: 'page.css' | 'page.js'): string {
  const path = (folder: string): string => join(folder, 'reports', 'html', name)
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path(folder)) && folder !== dirname(folder)) folder = dirname(folder)
  return readFileSync(path(folder), 'utf8')
}

/**
 * The report as one page that opens from disk: the verdict, each defect as a picture with a step at a time, the requirements, the
 * charts, the run. It needs nothing from anywhere, and its policy lets nothing be asked for; its own style and script are named by
 * their digests, so that no text of a run can become either.
 */
export function renderHtml(events: readonly Event[]): string {
  const summary = summarise(events)
  const links = new Links(summary)
  const [style, script] = [own('page.css'), own('page.js')]
  const policy = `default-src 'none'; style-src '${digest(style)}'; script-src '${digest(script)}'; img-src data:; base-uri 'none'; form-action 'none'`
  const title = `${nameOf(summary)}: ${outcomeOf(summary.footer).headline}`
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${clip(title, 200)}</title><link rel="icon" href="data:,"><style>${asset(style)}</style></head>
<body><a class="skip" href="#main">Skip to the findings</a>
${arrowHeads}${top(summary)}
<main id="main" tabindex="-1">
${faultSection(summary)}${defectSection(summary, links)}${openSection(summary, links)}${requirementSection(summary, links)}${chartSection(summary, links)}${runSection(summary, links)}</main>
<script>${asset(script)}</script></body></html>
`
  return String(page)
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

function nameOf({ statement }: Summary): string {
  return statement === undefined ? 'cutover' : `${clip(statement.implementation, 80)} ${clip(statement.version, 40)}`
}

function top(summary: Summary): Markup {
  const { start, footer, rows, defects, verdicts, charts } = summary
  const { passed, headline, next } = outcomeOf(footer)
  const all = rows.find(({ name }) => name === 'all')
  const against =
    start === undefined
      ? undefined
      : html`<p class="against">against ${clip(start.protocol, 60)} ${clip(start.register_version, 40)}, profile ${clip(start.profile, 60)}, seed ${start.seed}, budget ${start.budget}${start.name === undefined ? undefined : html`, run ${clip(start.name, 100)}`}</p>`
  const open = html`<li><a href="#open">Known and not judged</a></li>`
  return html`<header class="top ${passed ? 'passed' : 'failed'}"><div class="verdict"><p class="sign">${passed ? 'conformant' : (headline.split(/[:,]/)[0] ?? '')}</p><div><h1>${nameOf(summary)}</h1>${against}</div></div>
<p class="headline">${capital(headline)}. <span class="faint">${workOf(summary)}.</span></p>${next === undefined ? undefined : html`<p class="next">${capital(next.replaceAll(' above', ' below'))}.</p>`}
${all === undefined ? undefined : bar(all)}${countTable(rows)}
<nav aria-label="Sections"><ul>${defects.length === 0 ? undefined : html`<li><a href="#defects">Defects ${defects.length}</a></li>`}${hasOpen(summary) ? open : undefined}<li><a href="#requirements">Requirements ${verdicts.length}</a></li>${charts.length === 0 ? undefined : html`<li><a href="#charts">Charts ${charts.length}</a></li>`}<li><a href="#run">The run</a></li></ul><button type="button" class="theme">Dark or light</button></nav></header>`
}

function hasOpen({ known, compared, masked, inconclusive, leftOut, notApplicable, excluded }: Summary): boolean {
  return [known, compared, masked, inconclusive, leftOut, notApplicable, excluded].some((its) => its.length > 0)
}

const kinds = ['pass', 'fail', 'known', 'inconclusive', 'not-applicable', 'excluded'] as const

/** The verdicts in proportion; the table after it says the same in figures. */
function bar({ counts, known }: CountsRow): Markup {
  const shares = [counts.pass, counts.fail - known, known, counts.inconclusive, counts.not_applicable, counts.excluded]
  const total = Math.max(1, counts.total)
  let x = 0
  const parts = shares.map((share, at) => {
    const from = x
    x += (share / total) * 1000
    return share === 0
      ? undefined
      : html`<rect class="${kinds[at]}" x="${from.toFixed(1)}" y="0" width="${(x - from).toFixed(1)}" height="12"/>`
  })
  return html`<svg class="bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`
}

function countTable(rows: readonly CountsRow[]): Markup {
  const head = ['pass', 'fail', 'known', 'inconclusive', 'not applicable', 'excluded', 'total']
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Verdicts"><table class="counts"><thead><tr><td></td>${head.map((name, at) => html`<th scope="col">${kinds[at] === undefined ? undefined : html`<span class="dot ${kinds[at]}"></span>`}${name}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr><th scope="row">${row.name}</th>${figures(row).map((figure) => html`<td class="${figure === grouped(0) ? 'zero' : 'figure'}">${figure}</td>`)}</tr>`)}</tbody></table></div>`
}

/** Shared by all drawings. */
const arrowHeads = html`<svg class="heads" width="0" height="0" aria-hidden="true"><defs>${['call', 'reply', 'bad', 'all', 'part', 'none'].map((kind) => html`<marker id="arrow-${kind}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path class="head ${kind}" d="M0 0L10 5L0 10z"/></marker>`)}</defs></svg>
`

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
