import type { Setting } from '../../../machines/model/model.ts'
import type { JsonObject } from '../../../spec/json.ts'
import { DEFAULT_DIALECT, type Dialect, dialectOf } from '../../../spec/nodedb/dialect.ts'

/** The dialect of a case: the one that `reset` was given, else the one that the PICS states. */
export function dialectOfCase(configuration: JsonObject, { parameters }: Pick<Setting, 'parameters'>): Dialect {
  const dialect = dialectOf(configuration.dialect ?? parameters.dialect)
  return typeof dialect === 'string' ? DEFAULT_DIALECT : dialect
}
