import type { Facet } from '../../../machines/chart/chart.ts'
import type { Setting } from '../../../machines/model/model.ts'
import type { Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'

/** One call of a case as it happened: parameters as sent, answer as received. */
export interface Exchange {
  /** Step of the case, from 1; 0 is the reset. */
  readonly step: number
  /** A query that the kit added after the step. */
  readonly probe: boolean
  readonly op: string
  readonly params: JsonObject
  readonly reply: Reply
}

/** Where a monitor reports. A requirement passes if it was exercised at least once and never violated. */
export interface Report {
  /**
   * The requirement's antecedent held at this exchange. What the monitor does not find violated there is what the requirement
   * demands, and no chart blames it; unless the monitor sees only a part of the requirement and says so.
   */
  exercised(requirement: string, extent?: 'partly'): void
  violated(requirement: string, facet: Facet, allowed: string, got: string): void
}

/**
 * An oracle over transcripts that knows nothing of charts and references. `start` makes its memory for one case and `judge` sees
 * every exchange in order. `end` is called after the last one, unless a divergence or a stop ended the case before.
 */
export interface Monitor<Memory = unknown> {
  readonly id: string
  readonly start: (configuration: JsonObject, setting: Setting) => Memory
  readonly judge: (memory: Memory, exchange: Exchange, report: Report) => void
  readonly end?: (memory: Memory, report: Report) => void
}

export function monitor<Memory>(definition: Monitor<Memory>): Monitor {
  return definition as Monitor
}
