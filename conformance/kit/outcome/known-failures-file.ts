import { type Document, LineCounter, parseDocument, visit } from 'yaml'
import { facets } from '../../../machines/chart/chart.ts'
import { CutoverError } from '../../../spec/error.ts'
import { readInputFile } from './input-file.ts'
import type { KnownFailure } from './known-failures.ts'

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
