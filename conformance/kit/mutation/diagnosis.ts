import type { Budget } from '../../../reports/event.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import type { Protocol } from '../protocol.ts'
import { trialRun } from '../running/trial-run.ts'

/** What a whole run told of one mutant. */
export interface Diagnosed {
  readonly mutant: string
  readonly violates: string
  /** What each defect breaks, the most suspicious requirement first, and how many of them are suspected. */
  readonly defects: readonly { readonly requirements: readonly string[]; readonly suspects: number }[]
  readonly exit_code: number
}

/** A mutant in process answers at once or never. */
const inProcessTimeout_ms = 2_000

/** Runs a mutant with every check, as a vendor would, and says what the report names. */
export async function diagnoseMutant(
  protocol: Protocol,
  { id, violates, create, profile }: Protocol['mutants'][number],
  options: { readonly seed: number; readonly budget: Budget },
): Promise<Diagnosed> {
  const source = inProcessSource(id, create, { timeout_ms: inProcessTimeout_ms })
  const { defects: told, ending } = await trialRun(protocol, {
    ...options,
    source,
    ...(profile === undefined ? {} : { profile }),
  })
  const defects = told.map(({ requirements, suspects }) => ({ requirements, suspects }))
  return { mutant: id, violates, defects, exit_code: ending.exit_code }
}

/** What a report names of one mutant, against what was broken. */
export interface NamedByReport {
  /** Place of the broken requirement among those of its defect, from 1; infinite where none names it. */
  readonly place: number
  /** Requirements that are suspected, each counted once. */
  readonly suspects: number
  readonly defects: number
}

export function namedOf({ violates, defects }: Diagnosed): NamedByReport {
  const places = defects.map(({ requirements }) => requirements.indexOf(violates)).filter((at) => at >= 0)
  return {
    place: places.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...places) + 1,
    suspects: new Set(defects.flatMap(({ requirements, suspects }) => requirements.slice(0, suspects))).size,
    defects: defects.length,
  }
}
