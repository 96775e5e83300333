import type { Setting } from '../../../machines/model/model.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { DEFAULT_DIALECT, type Dialect, dialectOf } from '../../../spec/net/dialect.ts'

/** The dialect that an implementation is judged by. */
export function spokenDialect({ parameters }: Setting): Dialect {
  const dialect = dialectOf(parameters.dialect)
  return typeof dialect === 'string' ? DEFAULT_DIALECT : dialect
}

/** What reset is given so that an implementation speaks it. */
export function inDialect({ capabilities, parameters }: Setting): JsonObject {
  return capabilities.has('dialects') && parameters.dialect !== undefined ? { dialect: parameters.dialect } : {}
}
