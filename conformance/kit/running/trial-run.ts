import type { DefectFound, RunEvent, VerdictReached, ViolationFound } from '../../../reports/event.ts'
import type { Ending } from '../../../reports/stream.ts'
import { inProcessSource } from '../adapters/in-process.ts'
import type { Recording } from '../outcome/token.ts'
import type { Protocol } from '../protocol.ts'
import { run } from './run.ts'
import type { RunOptions } from './run-options.ts'

/** What a run told, for tests to look at. */
export interface Trial {
  readonly ending: Ending
  readonly events: readonly RunEvent[]
  readonly verdicts: readonly VerdictReached[]
  readonly defects: readonly DefectFound[]
  readonly violations: readonly ViolationFound[]
  readonly recordings: readonly Recording[]
}

/** A quick run in process, on the reference implementation unless told. */
export async function trialRun(
  protocol: Protocol,
  options: Partial<RunOptions> = {},
  create = protocol.reference,
): Promise<Trial> {
  const events: RunEvent[] = []
  const recordings: Recording[] = []
  const ending = await run({
    protocol,
    source: inProcessSource('trial', create),
    seed: 1,
    budget: 'quick',
    level: 'MUST',
    pipelined: false,
    now: () => 0,
    emit: (event) => events.push(event),
    keep: (recording) => `token-${recordings.push(recording)}`,
    ...options,
  })
  return {
    ending,
    events,
    verdicts: events.filter((event): event is VerdictReached => event.event === 'verdict'),
    defects: events.filter((event): event is DefectFound => event.event === 'defect'),
    violations: events.filter((event): event is ViolationFound => event.event === 'violation'),
    recordings,
  }
}
