import { clip } from './clip.ts'
import { defectLines } from './defect-lines.ts'
import type { DefectFound, Event } from './event.ts'
import { faultLines } from './harness-fault.ts'
import { outcomeOf } from './outcome.ts'
import { coloured, type Paint, plain } from './paint.ts'
import { joined, type Line, type Printable, text } from './printable.ts'
import { grouped, quantity } from './quantity.ts'
import { runLines } from './run-lines.ts'
import {
  type CountsRow,
  type FailedRequirement,
  figures,
  type Summary,
  summarise,
  type VerdictGroup,
} from './summary.ts'

const width = 100
/** Names of transitions beyond these are in the Markdown report. */
const shownTransitions = 8
/** More blocks than anybody reads at once; the rest is listed by name, and whole in the other reports. */
const shownDefects = 25

export interface ConsoleOptions {
  readonly colour?: boolean
  /** What `cutover replay` takes for a defect; its number unless told. */
  readonly replay?: (defect: DefectFound) => string
  /** Columns of the terminal, where it is one. */
  readonly width?: number | undefined
}

/** The report for a person at a terminal or in a CI log: the failures, then what matters least to what matters most. */
export function renderConsole(events: readonly Event[], options: ConsoleOptions = {}): Printable {
  const paint = options.colour === true ? coloured : plain
  const { replay = ({ defect }) => String(defect), width } = options
  const summary = summarise(events)
  const blocks: readonly (readonly Line[])[] = [
    runLines(summary),
    ...summary.defects.slice(0, shownDefects).map((defect) => defectLines(defect, { paint, replay, width })),
    groupLines('not applicable, by missing name', summary.notApplicable, paint),
    coverageLines(summary, paint),
    noteLines(summary),
    groupLines('masked', summary.masked, paint),
    groupLines('inconclusive', summary.inconclusive, paint),
    leftOutLines(summary),
    knownLines(summary.known, paint),
    entryLines(summary, paint),
    ...summary.faults.map((fault) => faultLines(fault, paint)),
    failingLines(summary, paint),
    tableLines(summary.rows),
    outcomeLines(summary, paint),
  ]
  const shown = blocks.filter((lines) => lines.length > 0)
  return joined(
    shown.map((lines) => joined(lines, '\n')),
    '\n\n',
  )
}

/** The outcome alone: what it amounts to, how much was run, what to do next. */
export function renderOutcome(events: readonly Event[], { colour }: Pick<ConsoleOptions, 'colour'> = {}): Printable {
  return joined(outcomeLines(summarise(events), colour === true ? coloured : plain), '\n')
}

function failingLines({ failures, defects }: Summary, paint: Paint): Line[] {
  if (failures.length === 0) return []
  return [
    paint.strong(`failing (${failures.length})`),
    ...failures.map((failure) => {
      const { requirement, level, reason = 'violated', violations } = failure
      const checks = [...new Set(violations.map(({ check, facet }) => clip(`${check} (${facet})`)))]
      const numbers = [...new Set(violations.map(({ defect }) => defect))].join(', ')
      const by = numbers === '' ? clip(reason) : `defect ${numbers}  ${checks.join(', ')}`
      return text`  ${paint.bad('✗')} ${`${requirement} ${level.padEnd(6)}  ${by}`.trimEnd()}`
    }),
    ...(defects.length > shownDefects
      ? [`  the first ${shownDefects} defects are shown above; all are in events.ndjson`]
      : []),
  ]
}

function knownLines(known: readonly FailedRequirement[], paint: Paint): Line[] {
  if (known.length === 0) return []
  return [
    paint.strong(`known failures (${known.length})`),
    ...known.map(({ requirement, level, known: reason }) =>
      `  ${requirement} ${level.padEnd(6)}  ${clip(reason ?? '')}`.trimEnd(),
    ),
  ]
}

function entryLines({ compared }: Summary, paint: Paint): Line[] {
  if (compared.length === 0) return []
  const meaning = {
    matched: '',
    stale: 'passes now: remove the entry',
    unmatched: 'matches no requirement, check and facet of this run',
    'absent-intermittent': 'did not show this time',
  } as const
  return [
    paint.strong('known-failures file'),
    ...compared.map(({ status, requirement, check, facet, detail }) => {
      const name = [requirement, check, facet].filter((part) => part !== undefined).join(' ')
      const label = status === 'absent-intermittent' ? status : paint.doubtful(status.padEnd(9))
      return text`  ${label}  ${name}: ${detail === undefined ? meaning[status] : clip(detail)}`
    }),
  ]
}

function groupLines(title: string, groups: readonly VerdictGroup[], paint: Paint): Line[] {
  if (groups.length === 0) return []
  const total = groups.reduce((sum, { verdicts }) => sum + verdicts.length, 0)
  return [
    paint.strong(`${title} (${total})`),
    ...groups.flatMap(({ reason, verdicts }) => [
      text`  ${clip(reason)}`,
      ...wrap(verdicts.map(({ requirement, level }) => (level === 'MUST' ? requirement : `${requirement} ${level}`))),
    ]),
  ]
}

/** What the user left out is counted, not listed. */
function leftOutLines({ leftOut }: Summary): string[] {
  return leftOut.map(({ reason, verdicts }) => `${clip(reason)}: ${quantity(verdicts.length, 'requirement')}`)
}

function wrap(words: readonly string[]): string[] {
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length + 2 <= width) lines[lines.length - 1] = `${last}, ${word}`
    else lines.push(`    ${word}`)
  }
  return lines
}

function coverageLines({ coverage }: Summary, paint: Paint): Line[] {
  if (coverage.length === 0) return []
  return [
    paint.strong('transitions taken'),
    ...coverage.flatMap(({ chart, transitions, covered, uncovered }) => [
      text`  ${chart}  ${grouped(covered)} of ${grouped(transitions)}${uncovered.length > 0 ? ', not taken:' : ''}`,
      ...wrap([
        ...uncovered.slice(0, shownTransitions).map((name) => clip(name)),
        ...(uncovered.length > shownTransitions ? [`and ${grouped(uncovered.length - shownTransitions)} more`] : []),
      ]),
    ]),
  ]
}

function noteLines({ notes }: Summary): Line[] {
  return notes.map(({ code, message }) => text`note ${code}  ${clip(message)}`)
}

function tableLines(rows: readonly CountsRow[]): Line[] {
  const header = ['', 'pass', 'fail', '(known)', 'inconclusive', 'not applicable', 'excluded', 'total']
  const cells = rows.map((row) => [row.name, ...figures(row)])
  const nameWidth = Math.max(...rows.map(({ name }) => name.length))
  return [header, ...cells].map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? `  ${cell.padEnd(nameWidth)}` : cell.padStart(Math.max(header[column]?.length ?? 0, 6)),
      )
      .join('  '),
  )
}

function outcomeLines(summary: Summary, paint: Paint): Line[] {
  const { footer, checks } = summary
  const { passed, headline, next } = outcomeOf(footer)
  const sign = passed ? paint.good('✓') : paint.bad('✗')
  const work =
    footer === undefined
      ? []
      : [quantity(footer.cases, 'case'), quantity(footer.steps, 'step'), `${(footer.elapsed_ms / 1000).toFixed(1)} s`]
  return [
    text`${sign} ${paint.strong(headline)}`,
    paint.faint(
      `  ${[checks.notApplicable === 0 ? quantity(checks.ran, 'check') : `${quantity(checks.ran, 'check')} (${grouped(checks.notApplicable)} not applicable)`, ...work, ...(footer === undefined ? [] : [`exit ${footer.exit_code}`])].join(', ')}`,
    ),
    ...(next === undefined ? [] : [`  next: ${next}`]),
  ]
}
