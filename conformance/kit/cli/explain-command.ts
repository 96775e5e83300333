import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { drawing } from '../../../machines/chart/drawing.ts'
import { readEvents } from '../../../reports/stream.ts'
import { whyLines } from '../../../reports/why.ts'
import { CutoverError } from '../../../spec/error.ts'
import { covers } from '../check.ts'
import { citations } from '../outcome/citations.ts'
import type { Protocol } from '../protocol.ts'
import { nearest } from './nearest.ts'
import { protocols } from './protocols.ts'
import { out } from './terminal.ts'

/**
 * Explains one requirement, check, mutant, variant, system or operation; with a report, also why the requirement got its verdict
 * there. Throws `CUT-EXPLAIN` with the nearest name, and `CUT-REPORT-…` for a report that cannot be read.
 */
export async function explainCommand(id: string, { report }: { readonly report?: string | true }): Promise<number> {
  const names: string[] = []
  for (const row of protocols) {
    const protocol = await row.load()
    const text =
      requirement(protocol, id) ??
      check(protocol, id) ??
      altered(protocol, id) ??
      operation(protocol, id) ??
      system(protocol, id) ??
      chart(protocol, id)
    if (text !== undefined) {
      const why = report === undefined ? [] : ['', ...whyInReport(protocol, id, report === true ? usual : report)]
      out.lines([...text, ...why])
      return 0
    }
    names.push(...namesOf(protocol))
  }
  throw new CutoverError('CUT-EXPLAIN', `nothing is called "${id}"; ${nearest(id, names)}`)
}

/** Where reports are written unless told. */
const usual = 'cutover-report'

/** Reads the report of the protocol in `folder`, which may hold one folder for each protocol. */
function whyInReport(protocol: Protocol, id: string, folder: string): readonly string[] {
  const found = [join(folder, protocol.id), folder].find((place) => existsSync(join(place, 'events.ndjson')))
  const path = join(found ?? folder, 'events.ndjson')
  const events = readEvents(path)
  const requirement = protocol.register().requirements.find((each) => each.id.toLowerCase() === id.toLowerCase())
  if (requirement === undefined)
    throw new CutoverError(
      'CUT-EXPLAIN',
      `--report tells of requirements; expected one, such as ${protocol.register().requirements[0]?.id}, not "${id}"`,
    )
  const lines = whyLines(events, requirement.id)
  if (lines.length > 0) return [`In ${path}:`, ...lines]
  throw new CutoverError(
    'CUT-EXPLAIN',
    `${path} says nothing of ${requirement.id}; expected a report on ${protocol.id}`,
  )
}

function namesOf(protocol: Protocol): string[] {
  return [
    ...protocol.register().requirements.map(({ id }) => id),
    ...protocol.checks.map(({ id }) => id),
    ...protocol.mutants.map(({ id }) => id),
    ...protocol.variants.map(({ id }) => id),
    ...protocol.catalogue().operations.map(({ name }) => name),
    ...protocol.systems.map(({ id }) => id),
    ...protocol.charts.map(({ id }) => id),
  ]
}

function requirement(protocol: Protocol, id: string): string[] | undefined {
  const register = protocol.register()
  const found = register.requirements.find((candidate) => candidate.id.toLowerCase() === id.toLowerCase())
  if (found === undefined) return undefined
  const sources = citations(register, found).map((source) => `  ${source}`)
  const checks = protocol.checks.filter((candidate) => covers(candidate).some((claim) => claim.id === found.id))
  return [
    `${found.id}  ${found.level}  ${found.category}  profile ${found.profile}${found.hardened === true ? '  (hardened: the published implementation is known to break it)' : ''}`,
    '',
    `  ${found.text}`,
    '',
    found.origin === 'document' ? 'Stated by the specification:' : 'Completion of the specification, after:',
    ...sources,
    ...(found.boundary === undefined ? [] : ['', `Boundary values: ${found.boundary.join(', ')}`]),
    ...(found.excluded === undefined ? [] : ['', `Excluded: ${found.excluded}`]),
    '',
    'Judged by:',
    ...checks.map((candidate) => `  ${candidate.id}  ${candidate.explain}`),
    '',
    'Falsified by:',
    ...protocol.mutants
      .filter((mutant) => mutant.violates === found.id)
      .map((mutant) => `  ${mutant.id}  ${mutant.explain}`),
  ]
}

function check(protocol: Protocol, id: string): string[] | undefined {
  const found = protocol.checks.find((candidate) => candidate.id === id)
  if (found === undefined) return undefined
  return [
    `${found.id}  ${found.kind} check`,
    '',
    `  ${found.explain}`,
    '',
    `Needs: ${found.needs.join(', ') || 'nothing'}`,
    `Judges: ${covers(found)
      .map((claim) => (claim.needs.length === 0 ? claim.id : `${claim.id} (with ${claim.needs.join(', ')})`))
      .join(', ')}`,
    '',
    `Run it alone: cutover run ${protocol.id} --only ${found.id}`,
  ]
}

function altered(protocol: Protocol, id: string): string[] | undefined {
  const mutant = protocol.mutants.find((candidate) => candidate.id === id)
  if (mutant !== undefined)
    return [
      `${mutant.id}  mutant, violates ${mutant.violates}`,
      '',
      `  ${mutant.explain}`,
      '',
      `Run it: cutover mutants ${protocol.id} --only ${mutant.id}`,
    ]
  const variant = protocol.variants.find((candidate) => candidate.id === id)
  return variant === undefined ? undefined : [`${variant.id}  conforming variant`, '', `  ${variant.explain}`]
}

function operation(protocol: Protocol, id: string): string[] | undefined {
  const catalogue = protocol.catalogue()
  const found = catalogue.operation(id)
  if (found === undefined) return undefined
  const { params, result } = catalogue.shapes(id)
  return [
    `${found.name}  ${found.query ? 'query' : 'change'}, profile ${found.profile}${found.requires.length === 0 ? '' : `, needs ${found.requires.join(', ')}`}`,
    '',
    `  ${found.summary}`,
    '',
    'Parameters',
    ...params.map((line) => `  ${line}`),
    '',
    'Answer',
    ...result.map((line) => `  ${line}`),
    '',
    `Errors: ${found.errors.join(', ') || 'none'}`,
    '',
    `As JSON Schema: spec/${protocol.id}/adapter.schema.json and spec/${protocol.id}/messages.schema.json`,
  ]
}

function system(protocol: Protocol, id: string): string[] | undefined {
  const found = protocol.systems.find((candidate) => candidate.id === id)
  if (found === undefined) return undefined
  return [
    `${found.id}  system`,
    '',
    `  ${found.explain}`,
    '',
    `Bounds: ${Object.entries(found.bounds)
      .map(([name, value]) => `${name} ${value}`)
      .join(', ')}`,
    `Explore it: cutover verify ${protocol.id} --system ${found.id}`,
  ]
}

function chart(protocol: Protocol, id: string): string[] | undefined {
  const found = protocol.charts.find((candidate) => candidate.id === id)
  return found === undefined
    ? undefined
    : [`${found.id}  chart`, '', `  ${found.explain}`, '', ...drawing(found).split('\n')]
}
