import type { JsonObject } from '../../../spec/json.ts'
import { DEFAULT_DIALECT, type Dialect, dialectOf } from '../../../spec/nodedb/dialect.ts'
import type { Setting } from '../../model/model.ts'

/** The dialect that an implementation speaks. */
export function spoken({ parameters }: Pick<Setting, 'parameters'>): Dialect {
  const dialect = dialectOf(parameters.dialect)
  return typeof dialect === 'string' ? DEFAULT_DIALECT : dialect
}

/** What reset is given so that an implementation that speaks several dialects speaks the stated one. */
export function speaking({ parameters, capabilities }: Setting): JsonObject {
  const { dialect } = parameters
  return dialect !== undefined && capabilities.has('dialects') ? { dialect } : {}
}
