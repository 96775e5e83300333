import type { Reply } from '../../../../spec/adapter.ts'
import type { Operations } from '../../../../spec/handoff/adapter.types.ts'

/** What carries operations out over real processes. They are called with parameters that are of the catalogue. */
export type RealHandlers = {
  readonly [Name in keyof Operations]?: (params: Operations[Name]['params']) => Reply | Promise<Reply>
}
