import type { Budget } from '../../../reports/event.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import type { Protocol } from '../protocol.ts'
import { trialRun } from '../running/trial-run.ts'

/** What a whole run told of one mutant. */
export interface Diagnosed {
  readonly mutant: string
  readonly violates: string
  /** What each defect breaks, the most suspicious requirement first. */
  readonly defects: readonly (readonly string[])[]
  readonly exit_code: number
}

/** A mutant in process answers at once or never. */
const inProcessTimeout_ms = 2_000

/** Runs a mutant with every check, as a vendor would, and says what the report names. */
export async function diagnoseMutant(
  protocol: Protocol,
  { id, violates, create }: Protocol['mutants'][number],
  options: { readonly seed: number; readonly budget: Budget },
): Promise<Diagnosed> {
  const source = inProcessSource(id, create, { timeout_ms: inProcessTimeout_ms })
  const { events, ending } = await trialRun(protocol, { ...options, source })
  const defects = events.flatMap((event) => (event.event === 'defect' ? [event.requirements] : []))
  return { mutant: id, violates, defects, exit_code: ending.exit_code }
}
