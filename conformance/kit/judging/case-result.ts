import type { Facet } from '../../../machines/chart/chart.ts'
import type { Call } from '../../../spec/adapter.ts'
import type { Exchange } from './monitor.ts'

/** One requirement that one case violates, at the exchange where it shows. */
export interface Violation {
  readonly requirement: string
  readonly facet: Facet
  /** Who noticed: `model`, `decoding`, the id of a monitor, or what stopped the implementation (`crash`, `silence`, `schema`). */
  readonly judge: string
  /** Ids of the charts' transitions that carry the requirement; empty where no chart decided. */
  readonly transitions: readonly string[]
  readonly exchange: Exchange
  readonly allowed: string
  readonly got: string
  /**
   * Something of the same level or a higher one diverged at an earlier step of the case, or something that a SHOULD wanted did not
   * come: this may be what came of it.
   */
  readonly secondary: boolean
  /** What broke before it in its own step explains it: a query shows what the step did, a frame that differs in one place is another. */
  readonly echo?: true
}

/**
 * The implementation crashed, fell silent or answered outside the schema; it is repeated before anybody is blamed. What a starved
 * machine did not let it answer is nobody's failure.
 */
export interface CaseStop {
  readonly kind: 'crash' | 'silence' | 'schema' | 'starved'
  /** Step of the call that got no answer; exact after a run call by call. */
  readonly step: number
  readonly call: Call
  readonly message: string
  /** The last that its process wrote for people. */
  readonly stderr: string
}

/** What one case showed. */
export interface CaseResult {
  /** The transcript: every call with its answer, from the reset on. */
  readonly exchanges: readonly Exchange[]
  readonly violations: readonly Violation[]
  /** Requirements whose antecedent held, with the number of exchanges at which it did. */
  readonly exercised: ReadonlyMap<string, number>
  /** Inputs after which nothing was judged any more, since no state of the model fitted; absent where the case came to its end. */
  readonly lostAfter?: number
  /** Ids of the transitions taken. */
  readonly transitions: ReadonlySet<string>
  readonly stop?: CaseStop
  /** Fresh processes on which a stop was tried again until it repeated. */
  readonly triedAgain?: number
  /** Tells of a stop that did not repeat on a fresh process, which is nobody's verdict. */
  readonly unconfirmed?: string
}
