import { clip } from './clip.ts'
import { defectLines } from './defect-lines.ts'
import { forMarkdown } from './escape.ts'
import type { Event, HarnessFaultRaised } from './event.ts'
import { faultLines } from './harness-fault.ts'
import { outcomeOf } from './outcome.ts'
import type { Printable } from './printable.ts'
import { grouped, quantity } from './quantity.ts'
import { runLines } from './run-lines.ts'
import {
  type FailedRequirement,
  figures,
  type Summary,
  summarise,
  type ToldDefect,
  type VerdictGroup,
} from './summary.ts'

/** A job summary over 1 MiB is refused by GitHub as a whole (docs.github.com, workflow commands: step isolation and limits). */
const limitBytes = 1024 * 1024
/** Shares of it that one table, and the details of failures, may take, so that the sections after them are not lost. */
const tableBytes = 256 * 1024
const detailBytes = 384 * 1024
/** A cell is for recognising a failure; its details are below. */
const cellLength = 160
/** The first failures are read by everybody. */
const unfolded = 3

/** The report for a CI job's summary page: outcome and counts at a glance, then a table of failures, each folded out below. */
export function renderMarkdown(events: readonly Event[]): string {
  const summary = summarise(events)
  const essential = [heading(summary), countTable(summary), ...summary.faults.map(faultBlock)]
  const rest = [
    failureTable(summary.failures),
    ...within(summary.defects.map(defectDetails), detailBytes, 'more defect'),
    knownTable(summary.known),
    entryTable(summary),
    groupTable('Masked', summary.masked, true),
    groupTable('Inconclusive', summary.inconclusive, true),
    summary.leftOut
      .map(({ reason, verdicts }) => `* ${inText(reason)}: ${quantity(verdicts.length, 'requirement')}`)
      .join('\n'),
    groupTable('Not applicable, by missing name', summary.notApplicable, false),
    groupTable('Excluded', summary.excluded, false),
    coverageTable(summary),
    summary.notes.map(({ code, message }) => `* ${inCode(code)} ${inText(message)}`).join('\n'),
    `<details><summary>The run</summary>\n\n${preformatted(runLines(summary))}\n\n</details>`,
  ]
  const blocks = [...essential, ...rest].filter((block) => block !== '')
  return `${within(blocks, limitBytes - 1024, 'more section').join('\n\n')}\n`
}

/** The first blocks that fit, with a line that says how many were left out. */
function within(blocks: readonly string[], bytes: number, noun: string): string[] {
  let used = 0
  const fitting = blocks.findIndex((block) => {
    used += Buffer.byteLength(block) + 2
    return used > bytes
  })
  if (fitting === -1) return [...blocks]
  return [
    ...blocks.slice(0, fitting),
    `… and ${quantity(blocks.length - fitting, noun)}, all in <code>events.ndjson</code>.`,
  ]
}

function heading({ start, statement, footer, checks }: Summary): string {
  const { passed, headline, next } = outcomeOf(footer)
  const name = statement === undefined ? 'cutover' : `${statement.implementation} ${statement.version}`
  const against =
    start === undefined
      ? ''
      : ` against ${inText(`${start.protocol} ${start.register_version}, profile ${start.profile}`)}`
  const work =
    footer === undefined
      ? []
      : [quantity(footer.cases, 'case'), quantity(footer.steps, 'step'), `${(footer.elapsed_ms / 1000).toFixed(1)} s`]
  return [
    `## ${passed ? '✅' : '❌'} ${inText(name)}${against}`,
    `**${capital(headline)}.** ${[quantity(checks.ran, 'check'), ...work].join(', ')}.`,
    ...(next === undefined ? [] : [`${capital(next.replaceAll(' above', ' below'))}.`]),
  ].join('\n\n')
}

function countTable({ rows }: Summary): string {
  return table(
    ['', 'pass', 'fail', '(known)', 'inconclusive', 'not applicable', 'excluded', 'total'],
    rows.map((row) => [row.name, ...figures(row)]),
    '---:',
  )
}

function faultBlock(fault: HarnessFaultRaised): string {
  return `### Harness fault ${inCode(fault.code)}\n\n${preformatted(faultLines(fault))}`
}

function failureTable(failures: readonly FailedRequirement[]): string {
  if (failures.length === 0) return ''
  const rows = failures.map(({ requirement, level, text, violations }) => {
    const [first] = violations
    return [
      inCode(requirement),
      inText(level),
      [...new Set(violations.map(({ defect }) => defect))].join(', '),
      inText(clip(text, cellLength)),
      first === undefined ? '' : inCode(clip(first.allowed, cellLength)),
      first === undefined ? '' : inCode(clip(first.got, cellLength)),
    ]
  })
  const header = ['requirement', 'level', 'defect', 'the specification says', 'allowed', 'got']
  return `### Failing (${failures.length})\n\n${table(header, rows)}`
}

function defectDetails(told: ToldDefect, index: number): string {
  const { defect, violations } = told
  const checks = [...new Set(violations.map(({ check, facet }) => `${check} (${facet})`))]
  const by = checks.length === 0 ? '' : `, found by ${checks.map(inCode).join(', ')}`
  const title = `Defect ${defect.defect}: ${defect.requirements.slice(0, defect.suspects).map(inCode).join(', ')}${by}`
  const open = index < unfolded ? ' open' : ''
  return `<details${open}><summary>${title}</summary>\n\n${preformatted(defectLines(told))}\n\n</details>`
}

function knownTable(known: readonly FailedRequirement[]): string {
  if (known.length === 0) return ''
  const rows = known.map(({ requirement, level, known: reason }) => [
    inCode(requirement),
    inText(level),
    inText(reason ?? ''),
  ])
  return `### Known failures (${known.length})\n\n${table(['requirement', 'level', 'reason'], rows)}`
}

function entryTable({ compared }: Summary): string {
  if (compared.length === 0) return ''
  const rows = compared.map(({ status, requirement, check, facet, reason }) => [
    `**${inText(status)}**`,
    inCode(requirement),
    inCode(facet === undefined ? check : `${check} (${facet})`),
    inText(reason),
  ])
  return `### Known-failures file\n\n${table(['', 'requirement', 'check', 'reason given'], rows)}`
}

function groupTable(title: string, groups: readonly VerdictGroup[], open: boolean): string {
  if (groups.length === 0) return ''
  const total = groups.reduce((sum, { verdicts }) => sum + verdicts.length, 0)
  const rows = groups.map(({ reason, verdicts }) => [
    inText(reason),
    verdicts.map(({ requirement }) => inCode(requirement)).join(', '),
  ])
  const body = table(['reason', 'requirements'], rows)
  return open
    ? `### ${title} (${total})\n\n${body}`
    : `<details><summary>${title} (${total})</summary>\n\n${body}\n\n</details>`
}

function coverageTable({ coverage }: Summary): string {
  if (coverage.length === 0) return ''
  const rows = coverage.map(({ chart, transitions, covered, uncovered }) => [
    inCode(chart),
    `${grouped(covered)} of ${grouped(transitions)}`,
    uncovered.map(inCode).join(', '),
  ])
  return `<details><summary>Transitions taken</summary>\n\n${table(['chart', 'taken', 'not taken'], rows)}\n\n</details>`
}

function table(header: readonly string[], rows: readonly (readonly string[])[], align = '---'): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = line(header.map((_, column) => (column === 0 ? '---' : align)))
  return [line(header), rule, ...within(rows.map(line), tableBytes, 'more row')].join('\n')
}

function inText(text: string): string {
  return forMarkdown(clip(text))
}

function inCode(text: string): string {
  return `<code>${inText(text)}</code>`
}

function preformatted(lines: readonly Printable[]): string {
  return `<pre>\n${lines.map((line) => forMarkdown(String(line))).join('\n')}\n</pre>`
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
