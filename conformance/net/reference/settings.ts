import type { JsonObject } from '../../../spec/json.ts'
import { DEFAULT_DIALECT, type Dialect, dialectOf } from '../../../spec/net/dialect.ts'
import { MAX_PENDING_AGE_MS } from '../../../spec/net/limits.ts'

/** The configuration of a case, as given to reset, with defaults. Times are milliseconds. */
export interface Settings {
  dialect(): Dialect
  /** Age at which a reassembly is dropped. */
  age(): number
  /** Reassemblies that wait at once. */
  pendingMax(): number
  /** Time after which an orchestrator past cutover repeats its message. */
  repeat(): number
}

export function createSettings(given: JsonObject): Settings {
  const dialect = dialectOf(given.dialect)
  const count = (name: string, usual: number): (() => number) => {
    const value = given[name]
    return () => (typeof value === 'number' ? value : usual)
  }
  return {
    dialect: () => (typeof dialect === 'string' ? DEFAULT_DIALECT : dialect),
    age: count('age_ms', MAX_PENDING_AGE_MS),
    pendingMax: count('pending_max', 4096),
    repeat: count('repeat_ms', 1000),
  }
}
