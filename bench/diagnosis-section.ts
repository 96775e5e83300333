import { type DiagnosisFigures, figureLine, fulfils } from '../conformance/kit/cli/diagnosis-command.ts'

/** What `cutover mutants --diagnosis --output` writes. */
export interface Diagnosis {
  readonly budget: string
  readonly seed: number
  readonly all: DiagnosisFigures
  readonly protocols: Readonly<Record<string, DiagnosisFigures>>
}

const heading = '## What reports name'

/** The section of docs/performance.md that says what reports on mutants name. */
export function diagnosisSection({ budget, seed, all, protocols }: Diagnosis): string {
  const rows = [...Object.entries(protocols), ['all', all] as const]
  return `${heading}

Written by \`npm run diagnosis\`: whole runs of mutants as a vendor would run them, budget ${budget}, seed ${seed}. The targets: the
requirement that a mutant is made to break is named first in 80 % and among the first three in 95 %; as medians at most two
requirements suspected, and one defect told. They are ${fulfils(all) ? 'met' : 'not all met'}.

${rows.map(([name, figures]) => `* **${name}**: ${figureLine(figures)}`).join('\n')}
`
}

/** The section as a page has it; empty where it has none. */
export function sectionOf(page: string): string {
  const at = page.indexOf(heading)
  return at < 0 ? '' : page.slice(at)
}

/** The page with this section at its end, in place of one that it has. */
export function withSection(page: string, section: string): string {
  const at = page.indexOf(heading)
  const rest = (at < 0 ? page : page.slice(0, at)).trimEnd()
  return section === '' ? `${rest}\n` : `${rest}\n\n${section.trimEnd()}\n`
}
