import { type Document, LineCounter, parseDocument, visit } from 'yaml'
import { facets } from '../../../machines/chart/chart.ts'
import { CutoverError } from '../../../spec/error.ts'
import { readInputFile } from './input-file.ts'

/** A failure that is expected, with the reason that a maintainer of the implementation would accept. It still runs and must fail. */
export interface KnownFailure {
  readonly requirement: string
  readonly check: string
  readonly facet: string
  readonly reason: string
  /** A true race of the implementation: its absence is noted, not stale. */
  readonly intermittent?: boolean
}

const members = ['requirement', 'check', 'facet', 'reason', 'intermittent']

/** Reads a known-failures file. Throws `CUT-KNOWN-…` with the line, what was expected and where to read on. */
export function readKnownFailures(path: string): readonly KnownFailure[] {
  const read = readInputFile(path, longestFile)
  if ('problem' in read) {
    throw new CutoverError(
      'CUT-KNOWN-READ',
      `${path}: expected a readable known-failures file (${read.problem}); see docs/known-failures.md`,
    )
  }
  const lines = new LineCounter()
  const document = parsed(path, read.text, lines)
  const value: unknown = document.toJS()
  const entries = typeof value === 'object' && value !== null && 'failures' in value ? value.failures : undefined
  if (!Array.isArray(entries)) {
    throw new CutoverError(
      'CUT-KNOWN-SHAPE',
      `${path}: expected "failures:" with a list of entries; see docs/known-failures.md`,
    )
  }
  return entries.map((entry: unknown, at) => {
    const node = document.getIn(['failures', at], true) as { range?: [number, number, number] } | undefined
    const line = node?.range === undefined ? at + 1 : lines.linePos(node.range[0]).line
    return checked(entry, `${path}:${line}`)
  })
}

/** A hundred entries take some 20 KiB. */
const longestFile = 1024 * 1024

/** A document of plain YAML: an alias may stand for more than any memory holds, or for itself. */
function parsed(path: string, text: string, lines: LineCounter): Document {
  const refuse = (line: number, expected: string): never => {
    throw new CutoverError('CUT-KNOWN-YAML', `${path}:${line}: expected ${expected}; see docs/known-failures.md`)
  }
  let document: Document.Parsed
  try {
    document = parseDocument(text, { lineCounter: lines })
  } catch {
    return refuse(1, 'YAML that is not nested so deeply')
  }
  const [problem] = document.errors
  if (problem !== undefined) refuse(problem.linePos?.[0].line ?? 1, `YAML; ${problem.message.split('\n')[0]}`)
  visit(document, {
    Alias: (_, { range, source }) =>
      refuse(lines.linePos(range?.[0] ?? 0).line, `each value written out, not the alias *${source}`),
  })
  return document
}

function checked(entry: unknown, where: string): KnownFailure {
  const refuse = (expected: string): never => {
    throw new CutoverError('CUT-KNOWN-ENTRY', `${where}: expected ${expected}; see docs/known-failures.md`)
  }
  if (typeof entry !== 'object' || entry === null) return refuse('an entry with requirement, check, facet and reason')
  const record = entry as Record<string, unknown>
  for (const name of Object.keys(record))
    if (!members.includes(name)) return refuse(`only the members ${members.join(', ')}, not "${name}"`)
  for (const name of ['requirement', 'check', 'facet', 'reason']) {
    if (typeof record[name] !== 'string' || record[name].trim() === '') return refuse(`a non-empty text for ${name}`)
  }
  if (!facets.some((facet) => facet === record.facet))
    return refuse(`one of ${facets.join(', ')} for facet, not "${record.facet}"`)
  if (record.intermittent !== undefined && typeof record.intermittent !== 'boolean')
    return refuse('true or false for intermittent')
  return record as unknown as KnownFailure
}

export interface Compared {
  readonly entry: KnownFailure
  /** matched: it failed as expected. stale: it did not fail any more. absent-intermittent: a race did not show this time. */
  readonly status: 'matched' | 'stale' | 'absent-intermittent'
}

/** Sets the entries against what failed. An entry names requirement, check and facet exactly. */
export function compareKnown(
  entries: readonly KnownFailure[],
  failures: readonly { readonly requirement: string; readonly check: string; readonly facet: string }[],
): readonly Compared[] {
  return entries.map((entry) => {
    const found = failures.some((failure) => covers(entry, failure))
    return { entry, status: found ? 'matched' : entry.intermittent === true ? 'absent-intermittent' : 'stale' }
  })
}

export function covers(
  entry: KnownFailure,
  failure: { readonly requirement: string; readonly check: string; readonly facet: string },
): boolean {
  return entry.requirement === failure.requirement && entry.check === failure.check && entry.facet === failure.facet
}

/** Refuses entries that can match nothing: an unknown requirement, an unknown check, or a check that never judges the requirement. */
export function refuseUnmatched(
  entries: readonly KnownFailure[],
  path: string,
  judges: (check: string) => ReadonlySet<string> | undefined,
): readonly string[] {
  return entries.flatMap((entry) => {
    const known = judges(entry.check)
    if (known === undefined)
      return [`${path}: ${entry.requirement} names check ${entry.check}, which does not exist or did not apply`]
    return known.has(entry.requirement) ? [] : [`${path}: check ${entry.check} does not judge ${entry.requirement}`]
  })
}
