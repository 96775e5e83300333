import { clip } from '../clip.ts'
import { type CheckFinished, levels, type VerdictReached, verdicts as verdictNames } from '../event.ts'
import { quantity } from '../quantity.ts'
import type { Summary, ToldDefect } from '../summary.ts'
import { anchor, type Links } from './links.ts'
import { html, type Markup } from './markup.ts'

/** What is not a pass is read first. */
const order = ['fail', 'inconclusive', 'pass', 'not-applicable', 'excluded'] as const

/** Every requirement of the register, to be filtered by text, level, category and verdict. */
export function requirementSection(summary: Summary, links: Links): Markup {
  const { verdicts, toldChecks, defects, knownDefects } = summary
  const sorted = [...verdicts].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))
  const categories = [...new Set(verdicts.map(({ category }) => category))].sort()
  const checks = toldChecks.map(({ finished }) => finished)
  return html`<section id="requirements" aria-labelledby="requirements-title"><h2 id="requirements-title">Requirements <span class="count">${verdicts.length}</span></h2>
<form class="filters" role="search" aria-label="Requirements"><label>Text <input type="search" name="text" autocomplete="off"></label>
${choice('level', levels)}${choice('category', categories)}${choice('verdict', verdictNames)}<output aria-live="polite">${verdicts.length} of ${verdicts.length}</output></form>
<div class="requirements">${sorted.map((verdict) => requirement(verdict, checks, [...defects, ...knownDefects], links))}</div></section>
`
}

function choice(name: string, values: readonly string[]): Markup {
  return html`<label>${name.charAt(0).toUpperCase()}${name.slice(1)} <select name="${name}"><option value="">any</option>${values.map((value) => html`<option>${clip(value, 60)}</option>`)}</select></label>
`
}

function requirement(
  {
    requirement: id,
    level,
    category,
    hardened,
    text,
    verdict,
    reason,
    masked_by,
    checks,
    exercised,
    known,
    ...rest
  }: VerdictReached,
  finished: readonly CheckFinished[],
  defects: readonly ToldDefect[],
  links: Links,
): Markup {
  const { source = [], falsifiers = [] } = rest
  const broken = defects.filter(({ defect }) => defect.requirements.includes(id)).map(({ defect }) => defect.defect)
  const cases = checks.map((check) => {
    const told = finished.find((each) => each.check === check)
    const figures =
      told === undefined ? '' : ` ${quantity(told.cases, 'case')}, judged ${quantity(told.exercised[id] ?? 0, 'time')}`
    return html`<li>${links.to('check', check)}<span class="faint">${figures}</span></li>`
  })
  const marks = [...(hardened === true ? ['hardened'] : []), ...(known === undefined ? [] : ['known'])]
  return html`<details class="requirement" id="${anchor('requirement', id)}" data-level="${level}" data-category="${clip(category, 60)}" data-verdict="${verdict}"><summary><span class="id">${clip(id, 40)}</span> <span class="badge ${verdict}">${verdict}</span> <span class="level">${level}</span> <span class="text">${clip(text)}</span></summary>
<dl>${row('Category', html`${clip(category, 60)}${marks.map((mark) => html`, ${mark}`)}`)}
${reason === undefined || masked_by !== undefined ? undefined : row('Reason', html`${clip(reason)}`)}
${masked_by === undefined ? undefined : row('Masked by', html`${masked_by.map(({ defect, requirement: by }, at) => html`${at === 0 ? '' : ', '}${links.to('defect', defect, `defect ${defect}`)} (${links.to('requirement', by)})`)}`)}
${known === undefined ? undefined : row('Known', html`${clip(known)}`)}
${broken.length === 0 ? undefined : row('Broken by', html`${broken.map((defect, at) => html`${at === 0 ? '' : ', '}${links.to('defect', defect, `defect ${defect}`)}`)}`)}
${source.length === 0 ? undefined : row('Stated in', html`<ul>${source.map((each) => html`<li>${clip(each, 200)}</li>`)}</ul>`)}
${row('Judged', html`${quantity(exercised, 'time')}${cases.length === 0 ? undefined : html`<ul>${cases}</ul>`}`)}
${falsifiers.length === 0 ? undefined : row('Falsified by', html`<ul class="names">${falsifiers.map((each) => html`<li>${clip(each, 120)}</li>`)}</ul>`)}</dl></details>
`
}

function row(name: string, told: Markup): Markup {
  return html`<div><dt>${name}</dt><dd>${told}</dd></div>`
}
