import { join } from 'node:path'
import { writeWhole } from '../../../reports/whole-file.ts'
import { type Diagnosed, namedOf } from '../mutation/diagnosis.ts'
import type { Protocol } from '../protocol.ts'
import { tryAll } from './ledger-jobs.ts'
import type { MutantsOptions } from './mutants-command.ts'
import { outputFolder } from './output-folder.ts'
import { loadProtocol, protocols } from './protocols.ts'
import { out } from './terminal.ts'

/** What the reports on mutants are to name, over all that a report was made of. */
export interface DiagnosisFigures {
  /** Those whose run is not conformant; the others, which the budget does not reach, are counted apart. */
  readonly mutants: number
  readonly unreached: number
  /** Shares of the mutants whose broken requirement is named first, and among the first three. */
  readonly first: number
  readonly firstThree: number
  /** Medians over the mutants. */
  readonly suspects: number
  readonly defects: number
}

/**
 * Runs mutants as a vendor would and says what the reports name; 1 where they name less than they did. With an output folder
 * `<folder>/diagnosis.json` has the figures of each protocol.
 */
export async function diagnosisCommand(id: string | undefined, options: MutantsOptions): Promise<number> {
  const folder = options.output === undefined ? undefined : outputFolder(options.output)
  const all: Diagnosed[] = []
  const each: Record<string, DiagnosisFigures> = {}
  for (const name of id === undefined ? protocols.map((row) => row.id) : [id]) {
    const its = await diagnosed(await loadProtocol(name), options)
    each[name] = figuresOf(its)
    all.push(...its)
  }
  const figures = figuresOf(all)
  out.lines(['', figureLine(figures)])
  const { budget, seed } = options
  if (folder !== undefined)
    writeWhole(
      join(folder, 'diagnosis.json'),
      `${JSON.stringify({ budget, seed, all: figures, protocols: each }, null, 2)}\n`,
    )
  if (!fulfils(figures)) out.line('not all that is aimed at; see docs/performance.md')
  return fulfils(figures, floors) ? 0 : 1
}

/** What is aimed at, and what is not given up again: shares at least, medians at most. */
const targets = { first: 0.8, firstThree: 0.95, suspects: 2, defects: 1 }
const floors = { first: 0.5, firstThree: 0.8, suspects: 4, defects: 1 }

/** Whether the figures are what is aimed at. */
export function fulfils(figures: DiagnosisFigures, wanted = targets): boolean {
  const { first, firstThree, suspects, defects } = figures
  return (
    first >= wanted.first && firstThree >= wanted.firstThree && suspects <= wanted.suspects && defects <= wanted.defects
  )
}

export function figuresOf(all: readonly Diagnosed[]): DiagnosisFigures {
  const named = all.filter(({ defects }) => defects.length > 0).map(namedOf)
  const share = (most: number): number => named.filter(({ place }) => place <= most).length / named.length
  return {
    mutants: named.length,
    unreached: all.length - named.length,
    first: share(1),
    firstThree: share(3),
    suspects: median(named.map(({ suspects }) => suspects)),
    defects: median(named.map(({ defects }) => defects)),
  }
}

export function figureLine({ mutants, unreached, first, firstThree, suspects, defects }: DiagnosisFigures): string {
  const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`
  return `${mutants} mutants: the broken requirement is named first in ${percent(first)}, among the first three in ${percent(firstThree)}; median of requirements suspected ${suspects}, of defects told ${defects}${unreached === 0 ? '' : `; ${unreached} more are beyond the budget`}`
}

async function diagnosed(protocol: Protocol, { only, seed, jobs, budget, sample }: MutantsOptions) {
  const mutants = protocol.mutants.filter(
    ({ id, thorough }) => thorough !== true && (only === undefined || id.includes(only)),
  )
  const every = sample === undefined ? 1 : Math.max(1, Math.floor(mutants.length / sample))
  const chosen = mutants.filter((_, at) => at % every === 0).slice(0, sample)
  const found: Diagnosed[] = []
  for await (const outcome of tryAll(
    protocol,
    chosen.map(({ id }) => id),
    { seed, diagnose: budget },
    jobs,
  )) {
    if (!('diagnosed' in outcome)) continue
    found.push(outcome.diagnosed)
    out.line(line(outcome.diagnosed))
  }
  return found
}

function line(diagnosis: Diagnosed): string {
  const { place } = namedOf(diagnosis)
  const { mutant, violates, defects } = diagnosis
  const told = defects.map(
    ({ requirements, suspects }) =>
      `${requirements.slice(0, suspects).join(' ')}${requirements.length > suspects ? ` (+${requirements.length - suspects})` : ''}`,
  )
  const sign = place === 1 ? '✓' : place <= 3 ? '·' : '✗'
  return `${sign} ${violates}  ${mutant}  ${Number.isFinite(place) ? `place ${place}` : 'not named'} of ${told.join(' | ') || 'nothing'}`
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
