import { clip } from '../clip.ts'
import type { DefectFound, TranscriptLine, ViolationFound } from '../event.ts'
import { type Moment, momentsOf } from '../moment.ts'
import { grouped, quantity } from '../quantity.ts'
import type { Summary, ToldDefect } from '../summary.ts'
import { difference } from './difference.ts'
import { anchor, type Links } from './links.ts'
import { html, lines, type Markup } from './markup.ts'
import { sequenceDiagram } from './sequence-diagram.ts'

/** The page stays below a megabyte however much fails: of what follows only the words are told. */
const pictured = 40

/** Every cause that is news, in full; those that are known after them. */
export function defectSection({ defects, knownDefects }: Summary, links: Links): Markup {
  if (defects.length + knownDefects.length === 0) return html``
  const known = html`<details class="known-defects"><summary>Known defects (${knownDefects.length})</summary>
${knownDefects.map((told, at) => defectArticle(told, links, defects.length + at < pictured))}</details>`
  return html`<section id="defects" aria-labelledby="defects-title"><h2 id="defects-title">Defects <span class="count">${defects.length}</span></h2>
${defects.map((told, at) => defectArticle(told, links, at < pictured))}
${knownDefects.length === 0 ? undefined : known}</section>
`
}

function defectArticle(told: ToldDefect, links: Links, isPictured: boolean): Markup {
  const { defect, violations } = told
  const [first] = violations
  const place = anchor('defect', defect.defect)
  const known = defect.known === undefined ? undefined : html`<p class="reason">Known: ${clip(defect.known)}</p>`
  return html`<article class="defect" id="${place}" aria-labelledby="${place}-title">
<h3 id="${place}-title"><span class="number">${defect.defect}</span> ${links.to('requirement', first?.requirement ?? defect.requirements[0] ?? '')} <span class="level">${first?.level ?? ''}</span></h3>
<p class="sentence">${clip(first?.text ?? '')}</p>
<p class="faint">${origin(defect)}, found by ${links.to('check', defect.check)}</p>${known}
${isPictured ? caseOf(told, links, place) : undefined}
${besides(defect, violations, links)}
${stderr(defect)}
<div class="replay"><code>cutover replay ${clip(defect.replay, 4000)}</code><button type="button" class="copy">Copy</button></div>
</article>
`
}

function origin({ steps, from_steps, from_cases, tried_again, shrink_executions }: DefectFound): string {
  const from =
    from_steps > steps.length ? `, shrunk from ${grouped(from_steps)} in ${quantity(shrink_executions, 'try')}` : ''
  const rate = tried_again === undefined ? '' : `, came again on 1 of ${tried_again} fresh processes`
  return `${quantity(steps.length, 'step')}${from.replace('trys', 'tries')}, in ${quantity(from_cases, 'case')}${rate}`
}

/** The picture, and beside it one moment at a time. */
function caseOf(told: ToldDefect, links: Links, place: string): Markup {
  const moments = momentsOf(told)
  const last = Math.max(0, moments.length - 1)
  const { configuration } = told.defect.detail ?? {}
  const setUp =
    configuration === undefined
      ? undefined
      : html`<p class="faint">Set up with <code>${clip(JSON.stringify(configuration))}</code></p>`
  return html`${setUp}<div class="case"><div class="picture">${sequenceDiagram(moments, `${place}-picture`)}</div>
<div class="told"><div class="slider"><button type="button" class="back" aria-label="Step back">‹</button><input type="range" min="0" max="${last}" value="${last}" aria-label="Step of the case"><button type="button" class="forth" aria-label="Step forth">›</button></div>
${moments.map((moment, at) => momentOf(moment, at, moments.length, links))}</div></div>`
}

function momentOf({ line, queries }: Moment, at: number, of: number, links: Links): Markup {
  const { step, op, summary, query, unsent, allowed, got, differences, transitions } = line
  const kind = query === true ? 'query after step' : unsent === true ? 'the kit itself, step' : 'step'
  const sent = `${clip(op)} ${clip(summary)}`.trimEnd()
  return html`<div class="moment${differences === undefined ? '' : ' diverges'}" data-at="${at}"><h4>${kind} ${step} <span class="faint">· ${at + 1} of ${of}</span></h4>
<pre class="sent">${sent}</pre>
<table class="answer">${differences !== undefined && allowed !== undefined && got !== undefined ? difference(allowed, got) : answer(allowed, got)}</table>
${differences?.map(
  (each) =>
    html`<div class="differs"><p><strong>Differs in ${each.facet}</strong> ${links.list('requirement', each.requirements)}</p><table class="answer">${difference(each.allowed, each.got)}</table></div>`,
)}
${framesOf(line)}${statesOf(line)}
${transitions === undefined ? undefined : html`<p class="faint">Transitions: ${links.list('transition', transitions)}</p>`}
${queriesOf(queries)}</div>
`
}

function answer(allowed: string | undefined, got: string | undefined): Markup {
  const row = (name: string, text: string | undefined): Markup | undefined =>
    text === undefined ? undefined : html`<tr><th scope="row">${name}</th><td><code>${clip(text)}</code></td></tr>`
  return html`${row('allowed', allowed)}${row('got', got)}`
}

function framesOf({ frames = {} }: TranscriptLine): Markup {
  const rows = Object.entries(frames).map(
    ([hex, shown]) => html`<dt><code>${clip(hex, 64)}</code></dt><dd>${clip(shown)}</dd>`,
  )
  return rows.length === 0 ? html`` : html`<dl class="frames">${rows}</dl>`
}

/** Where the model is after the answer; several states where the answers so far leave it open. */
function statesOf({ states, fitting = 0 }: TranscriptLine): Markup {
  if (states === undefined) return html``
  const rows = states.map((roles, at) => {
    const told = Object.entries(roles)
    const text = told.length === 0 ? [html`all as at the start`] : told.map(roleOf)
    return html`<li>${states.length > 1 ? html`<span class="or">${at === 0 ? 'either' : 'or'}</span> ` : undefined}${text}</li>`
  })
  const more = fitting > states.length ? html`<li class="faint">of ${quantity(fitting, 'state')}</li>` : undefined
  return html`<p class="heading">The model allows</p><ul class="states">${rows}${more}</ul>`
}

function roleOf([role, told]: readonly [string, string]): Markup {
  const [state = '', ...fields] = clip(told, 200).split(' ')
  return html`<span class="role"><span class="name">${clip(role, 60)}</span> <b>${state}</b> ${fields.join(' ')}</span>`
}

function queriesOf(queries: readonly TranscriptLine[]): Markup {
  if (queries.length === 0) return html``
  const rows = queries.map(
    ({ op, summary, got }) =>
      html`<tr><td><code>${clip(`${op} ${summary}`, 200)}</code></td><td><code>${clip(got ?? '', 200)}</code></td></tr>`,
  )
  return html`<details class="queries"><summary>${queries.length === 1 ? '1 query' : `${queries.length} queries`} after it, answered as allowed</summary><div class="scroll"><table>${rows}</table></div></details>`
}

/** What else the defect breaks; the requirements in the order of suspicion. */
function besides({ suspects, requirements }: DefectFound, violations: readonly ViolationFound[], links: Links): Markup {
  if (violations.length < 2 && requirements.length < 2) return html``
  const rows = violations.map((violation) => {
    const { requirement, level, suspicion, check, facet, judge, transitions, text } = violation
    const suspected = requirements.indexOf(requirement) < suspects
    return html`<tr><td>${links.to('requirement', requirement)}</td><td>${level}</td><td>${suspected ? 'suspected' : 'comes with it'}, ${suspicion} ‰</td><td>${clip(text, 160)}</td><td>${links.to('check', check)} (${facet}), by ${clip(judge, 60)}${transitions.length === 0 ? '' : ' at '}${links.list('transition', transitions)}</td></tr>`
  })
  return html`<details class="besides"><summary>Breaks ${quantity(requirements.length, 'requirement')}; suspected: ${requirements.slice(0, suspects).join(', ')}</summary>
<div class="scroll"><table><thead><tr><th scope="col">requirement</th><th scope="col">level</th><th scope="col">suspicion</th><th scope="col">sentence</th><th scope="col">seen by</th></tr></thead><tbody>${rows}</tbody></table></div></details>`
}

function stderr({ detail }: DefectFound): Markup {
  const text = detail?.stderr
  if (typeof text !== 'string' || text.trimEnd() === '') return html``
  const tail = text.trimEnd().split(/\r?\n/).slice(-20)
  return html`<details class="stderr" open><summary>What it wrote to stderr</summary><pre>${lines(tail.map((line) => clip(line)))}</pre></details>`
}
