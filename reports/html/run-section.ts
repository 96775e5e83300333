import { clip } from '../clip.ts'
import type { HarnessFaultRaised, KnownFailureStatus } from '../event.ts'
import { quantity } from '../quantity.ts'
import type { Summary, ToldCheck, VerdictGroup } from '../summary.ts'
import { anchor, type Links } from './links.ts'
import { type Content, html, lines, type Markup } from './markup.ts'

/** What the kit or the adapter did wrong: it comes before everything else, since then nothing is said of the implementation. */
export function faultSection({ faults }: Summary): Markup {
  if (faults.length === 0) return html``
  return html`<section id="faults" aria-labelledby="faults-title"><h2 id="faults-title">Harness faults <span class="count">${faults.length}</span></h2>${faults.map(fault)}</section>
`
}

function fault({ code, message, rule, expected, line, stderr = '' }: HarnessFaultRaised): Markup {
  const told = stderr.trimEnd() === '' ? [] : stderr.trimEnd().split(/\r?\n/).slice(-20)
  const rows = Object.entries({ rule, expected, line }).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<div><dt>${name}</dt><dd><code>${clip(value)}</code></dd></div>`],
  )
  return html`<article class="fault"><h3>${clip(code, 60)}</h3><p>${clip(message)}</p><dl>${rows}</dl>${told.length === 0 ? undefined : html`<pre>${lines(told.map((each) => clip(each)))}</pre>`}</article>`
}

const meaning: Readonly<Record<KnownFailureStatus, string>> = {
  matched: 'fails as listed',
  stale: 'passes now: remove the entry',
  unmatched: 'matches no requirement, check and facet of this run',
  'absent-intermittent': 'did not show this time',
}

/** What keeps requirements from a pass without a defect of its own: known failures, masks, what could not be decided. */
export function openSection(summary: Summary, links: Links): Markup {
  const { known, compared, masked, inconclusive, leftOut, notApplicable, excluded } = summary
  const failures = known.map(
    ({ requirement, level, known: reason }) =>
      html`<tr><td>${links.to('requirement', requirement)}</td><td>${level}</td><td>${clip(reason ?? '')}</td></tr>`,
  )
  const entries = compared.map(
    ({ status, requirement, check, facet, reason, detail }) =>
      html`<tr><td><strong>${status}</strong></td><td>${links.to('requirement', requirement)} ${clip(check, 80)} ${facet ?? ''}</td><td>${clip(detail ?? meaning[status])}</td><td>${clip(reason)}</td></tr>`,
  )
  const blocks = [
    table('Known failures', known.length, ['requirement', 'level', 'reason'], failures),
    table('Known-failures file', compared.length, ['', 'entry', 'what became of it', 'reason given'], entries),
    groups('Masked', masked, links),
    groups('Inconclusive', inconclusive, links),
    groups('Left out', leftOut, links),
    groups('Not applicable', notApplicable, links),
    groups('Excluded', excluded, links),
  ]
  if (blocks.every((block) => block === undefined)) return html``
  return html`<section id="open" aria-labelledby="open-title"><h2 id="open-title">Known, masked and not judged</h2>${blocks}</section>
`
}

function groups(title: string, its: readonly VerdictGroup[], links: Links): Markup | undefined {
  const total = its.reduce((sum, { verdicts }) => sum + verdicts.length, 0)
  const rows = its.map(
    ({ reason, verdicts }) =>
      html`<tr><td>${clip(reason)}</td><td>${links.list(
        'requirement',
        verdicts.map(({ requirement }) => requirement),
      )}</td></tr>`,
  )
  return table(title, total, ['reason', 'requirements'], rows)
}

function table(title: string, count: number, head: readonly string[], rows: readonly Content[]): Markup | undefined {
  if (rows.length === 0) return undefined
  return html`<div class="block"><h3>${title} <span class="count">${count}</span></h3><div class="scroll" tabindex="0" role="group" aria-label="${title}"><table><thead><tr>${head.map((name) => (name === '' ? html`<td></td>` : html`<th scope="col">${name}</th>`))}</tr></thead><tbody>${rows}</tbody></table></div></div>
`
}

/** What ran: the conformance statement, the configuration, the checks, the notes. */
export function runSection(summary: Summary, links: Links): Markup {
  const { statement, start, toldChecks, notes } = summary
  return html`<section id="run" aria-labelledby="run-title"><h2 id="run-title">The run</h2>
${statement === undefined ? undefined : html`<div class="block"><h3>Conformance statement (PICS)</h3>${members(statement)}</div>`}
${start === undefined ? undefined : html`<div class="block"><h3>Configuration</h3>${members(withoutEvent(start))}</div>`}
${table(
  'Checks',
  toldChecks.length,
  ['check', 'kind', 'what it shows', 'cases', 'steps'],
  toldChecks.map((told) => checkRow(told)),
)}
${notes.length === 0 ? undefined : html`<div class="block"><h3>Notes</h3><ul>${notes.map(({ code, message }) => html`<li><code>${clip(code, 60)}</code> ${clip(message)}</li>`)}</ul></div>`}</section>
`

  function checkRow({ started, finished }: ToldCheck): Markup {
    const { check, status, reason, cases, steps, violated } = finished
    const absent = status === 'ran' ? undefined : html`<span class="faint">not applicable: ${clip(reason ?? '')}</span>`
    const breaks =
      violated.length === 0 ? undefined : html` <span class="bad">broken:</span> ${links.list('requirement', violated)}`
    return html`<tr id="${anchor('check', check)}" tabindex="-1"><td>${clip(check, 80)}</td><td>${started?.kind ?? ''}</td><td>${absent ?? clip(started?.explain ?? '')}${breaks}</td><td class="figure">${cases}</td><td class="figure">${steps}</td></tr>`
  }
}

function members(object: object): Markup {
  const rows = Object.entries(object).map(
    ([name, value]) => html`<div><dt>${clip(name, 60)}</dt><dd><code>${clip(shown(value))}</code></dd></div>`,
  )
  return html`<dl class="members">${rows}</dl>`
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value
  const isNames = Array.isArray(value) && value.every((item) => typeof item === 'string')
  return isNames ? value.join(', ') : JSON.stringify(value)
}

function withoutEvent({ event, ...rest }: { readonly event: string }): object {
  return rest
}

/** Cases, steps and time in words. */
export function workOf({ footer, checks }: Summary): string {
  const work =
    footer === undefined
      ? []
      : [quantity(footer.cases, 'case'), quantity(footer.steps, 'step'), `${(footer.elapsed_ms / 1000).toFixed(1)} s`]
  return [quantity(checks.ran, 'check'), ...work].join(', ')
}
