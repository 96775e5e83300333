import type { Json, JsonObject } from '../../../spec/json.ts'
import { DEFAULT_DIALECT, type Dialect, dialectOf } from '../../../spec/nodedb/dialect.ts'

/** The configuration of a case, as given to reset, with defaults. Times are milliseconds, rates deltas a second. */
export interface Settings {
  dialect(): Dialect
  holdMax(): number
  baseline(): 'strict' | 'adopt'
  /** Wait before the first repetition of a request, and the longest one (NDB-057). */
  backoffFirst(): number
  backoffMost(): number
  /** Bad copies of one id after which everything is asked for (NDB-070). */
  escalateAfter(): number
  high(): number
  low(): number
  rate(): string
  /** Deltas a second for a free peer; absent where there is no limit. */
  unthrottledRate(): number | undefined
  defaultRate(): number
  queueMax(): number
  pushRate(): number
  pushBurst(): number
}

export function createSettings(given: JsonObject): Settings {
  const dialect = dialectOf(given.dialect)
  const number = (name: string, usual: number): (() => number) => {
    const value: Json | undefined = given[name]
    return () => (typeof value === 'number' ? value : usual)
  }
  const { rate, unthrottled_rate: unthrottled, baseline } = given
  return {
    dialect: () => (typeof dialect === 'string' ? DEFAULT_DIALECT : dialect),
    holdMax: number('hold_max', 0),
    baseline: () => (baseline === 'adopt' ? 'adopt' : 'strict'),
    backoffFirst: number('backoff_first_ms', 5_000),
    backoffMost: number('backoff_most_ms', 60_000),
    escalateAfter: number('escalate_after', 3),
    high: number('high', 8_000),
    low: number('low', 2_000),
    rate: () => (typeof rate === 'string' ? rate : '0'),
    unthrottledRate: () => (typeof unthrottled === 'number' ? unthrottled : undefined),
    defaultRate: number('default_rate', 100),
    queueMax: number('queue_max', 10_000),
    pushRate: number('push_rate', 100),
    pushBurst: number('push_burst', 200),
  }
}
