import { readFileSync } from 'node:fs'
import { LineCounter, parseDocument } from 'yaml'
import { CutoverError } from '../../../spec/error.ts'
import type { KnownFailure } from './known-failures.ts'

const members = ['requirement', 'check', 'facet', 'reason', 'intermittent']

/** Reads a known-failures file. Throws `CUT-KNOWN-…` with the line, what was expected and where to read on. */
export function readKnownFailures(path: string): readonly KnownFailure[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw new CutoverError(
      'CUT-KNOWN-READ',
      `${path}: expected a readable known-failures file; see docs/known-failures.md`,
    )
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const problem = document.errors[0]
  if (problem !== undefined) {
    throw new CutoverError(
      'CUT-KNOWN-YAML',
      `${path}:${problem.linePos?.[0].line ?? 1}: expected YAML; ${problem.message.split('\n')[0]}`,
    )
  }
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
  if (record.intermittent !== undefined && typeof record.intermittent !== 'boolean')
    return refuse('true or false for intermittent')
  return record as unknown as KnownFailure
}
