import { clip } from './clip.ts'
import { defectLines } from './defect-lines.ts'
import { forXml } from './escape.ts'
import type { Event, HarnessFaultRaised, KnownFailureCompared, VerdictReached } from './event.ts'
import { faultLines } from './harness-fault.ts'
import { outcomeOf } from './outcome.ts'
import { type Printable, text } from './printable.ts'
import { runLines } from './run-lines.ts'
import { type FailedRequirement, type Summary, summarise } from './summary.ts'

type Result = 'passed' | 'failure' | 'error' | 'skipped'

interface TestCase {
  readonly name: string
  /** Seconds; a requirement is read off the whole run, whose time is the run's own case's. */
  readonly time?: string
  readonly result: Result
  /** The keyword or the reason's kind. */
  readonly type?: string
  readonly message?: string
  readonly body?: readonly Printable[]
}

interface TestSuite {
  readonly name: string
  readonly cases: readonly TestCase[]
}

/**
 * JUnit XML: a test suite for each category, a test case for each requirement. A failing requirement is a failure whatever
 * its level (the type names it), an undecided one an error, a known failure, a not applicable and an excluded one skipped.
 * What stopped the run, and a known-failures file that does not match, are test cases too, so that no red run looks green.
 */
export function renderJunit(events: readonly Event[]): string {
  const summary = summarise(events)
  const protocol = [summary.start?.name, summary.start?.protocol ?? 'cutover']
    .filter((part) => part !== undefined)
    .join('.')
  const categories = categorySuites(summary)
  const suites = [
    runSuite(
      summary,
      categories.flatMap(({ cases }) => cases),
    ),
    ...categories,
  ]
  const all = suites.flatMap(({ cases }) => cases)
  const { skipped, ...counted } = totals(all)
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: `cutover ${protocol}`, ...counted, time: timeOf(all) })}>`,
    ...suites.flatMap((suite) => suiteLines(suite, protocol, runLines(summary))),
    '</testsuites>',
  ]
  return `${lines.join('\n')}\n`
}

function categorySuites(summary: Summary): TestSuite[] {
  const { verdicts, failures, known } = summary
  const failureOf = new Map([...failures, ...known].map((failure) => [failure.requirement, failure]))
  const categories = [...new Set(verdicts.map(({ category }) => category))]
  const suites = categories.map((name) => ({
    name,
    cases: verdicts
      .filter(({ category }) => category === name)
      .map((verdict) => requirementCase(verdict, failureOf.get(verdict.requirement), summary)),
  }))
  const withVerdict = new Set(verdicts.map(({ requirement }) => requirement))
  const unreached = [...failureOf.values()].filter(({ requirement }) => !withVerdict.has(requirement))
  return unreached.length === 0
    ? suites
    : [...suites, { name: 'no verdict reached', cases: unreached.map((failure) => failureCase(failure, summary)) }]
}

function requirementCase(verdict: VerdictReached, failure: FailedRequirement | undefined, summary: Summary): TestCase {
  if (failure !== undefined) return failureCase(failure, summary)
  const { reason = 'no reason given' } = verdict
  const name = title(verdict)
  switch (verdict.verdict) {
    case 'inconclusive':
      if (verdict.left_out === true) return { name, result: 'skipped', message: reason }
      if (verdict.known !== undefined) return { name, result: 'skipped', message: `${reason}, a known failure` }
      return { name, result: 'error', type: 'inconclusive', message: `inconclusive: ${reason}` }
    case 'not-applicable':
      return { name, result: 'skipped', message: `not applicable: needs ${reason}` }
    case 'excluded':
      return { name, result: 'skipped', message: `excluded: ${reason}` }
    default:
      return { name, result: 'passed' }
  }
}

/** A defect is told in full under the requirement that it breaks first; the others refer to that. */
function failureCase(failure: FailedRequirement, { defects }: Summary): TestCase {
  const name = title(failure)
  if (failure.known !== undefined) return { name, result: 'skipped', message: `known failure: ${failure.known}` }
  const first = failure.violations[0]
  const message =
    first === undefined ? (failure.reason ?? 'violated') : `allowed: ${clip(first.allowed)}; got: ${clip(first.got)}`
  const its = defects.filter(({ violations }) =>
    violations.some(({ requirement }) => requirement === failure.requirement),
  )
  const body = its.flatMap((told): Printable[] => {
    const first = told.violations[0]?.requirement ?? ''
    return first === failure.requirement ? defectLines(told) : [text`defect ${told.defect.defect}, told under ${first}`]
  })
  return { name, result: 'failure', type: failure.level, message, body }
}

function title({ requirement, level, text }: Pick<FailedRequirement, 'requirement' | 'level' | 'text'>): string {
  return `${requirement} ${level} ${text}`
}

/** The run as a test case is an error where it did not end well and no other case shows why. */
function runSuite({ footer, faults, compared }: Summary, requirements: readonly TestCase[]): TestSuite {
  const entries = compared.filter(({ status }) => status === 'stale' || status === 'unmatched')
  const causes = [...faults.map(faultCase), ...entries.map(entryCase)]
  const shown = [...causes, ...requirements].some(({ result }) => result === 'failure' || result === 'error')
  const well = footer?.status === 'complete' && (footer.exit_code === 0 || shown)
  const { headline } = outcomeOf(footer)
  const time = ((footer?.elapsed_ms ?? 0) / 1000).toFixed(3)
  const whole: TestCase = well
    ? { name: 'run', time, result: 'passed' }
    : { name: 'run', time, result: 'error', type: footer?.status ?? 'unfinished', message: headline }
  return { name: 'run', cases: [whole, ...causes] }
}

function faultCase(fault: HarnessFaultRaised): TestCase {
  const { code, message } = fault
  return { name: `harness ${code}`, result: 'error', type: code, message, body: faultLines(fault) }
}

function entryCase({ status, requirement, check, facet, reason, detail }: KnownFailureCompared): TestCase {
  const name = ['known failure', requirement, check, facet].filter((part) => part !== undefined).join(' ')
  return {
    name,
    result: 'failure',
    type: status,
    message: `${status} entry of the known-failures file: ${detail ?? reason}`,
  }
}

function suiteLines({ name, cases }: TestSuite, protocol: string, run: readonly Printable[]): string[] {
  return [
    `  <testsuite${attributes({ name, ...totals(cases), time: timeOf(cases) })}>`,
    ...distinct(cases).flatMap((testCase) => caseLines(testCase, `${protocol}.${name}`)),
    ...(name === 'run' ? [`    <system-out>${run.map((line) => forXml(String(line))).join('\n')}</system-out>`] : []),
    '  </testsuite>',
  ]
}

/** Readers take a case for the same as another of its class and name: what is told twice is numbered. */
function distinct(cases: readonly TestCase[]): TestCase[] {
  const seen = new Map<string, number>()
  return cases.map((testCase) => {
    const name = clip(testCase.name)
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return { ...testCase, name: times === 1 ? name : `${name} (${times})` }
  })
}

function caseLines({ name, time = noTime, result, type, message, body = [] }: TestCase, classname: string): string[] {
  const open = `    <testcase${attributes({ classname, name, time })}`
  if (result === 'passed') return [`${open}/>`]
  const detail = attributes({
    ...(type === undefined ? {} : { type }),
    ...(message === undefined ? {} : { message: clip(message) }),
  })
  const content = body.map((line) => forXml(String(line))).join('\n')
  return [
    `${open}>`,
    `      <${result}${detail}${content === '' ? '/>' : `>${content}</${result}>`}`,
    '    </testcase>',
  ]
}

const noTime = '0.000'

/** In a suite one case at most took any time. */
function timeOf(cases: readonly TestCase[]): string {
  return cases.find(({ time }) => time !== undefined)?.time ?? noTime
}

/** `skipped` is an attribute of a suite alone (junit-10.xsd of the xUnit plugin of Jenkins). */
function totals(cases: readonly TestCase[]): Record<string, string> {
  const count = (result: Result) => String(cases.filter((testCase) => testCase.result === result).length)
  return { tests: String(cases.length), failures: count('failure'), errors: count('error'), skipped: count('skipped') }
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${forXml(value)}"`)
    .join('')
}
