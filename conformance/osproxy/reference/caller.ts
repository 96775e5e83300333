/** Who asks the store: a controller or a proxy instance, counted from 0. */
export interface Caller {
  readonly role: 'controller' | 'proxy'
  readonly number: number
}

/** What a caller asks the store for; the names of faults and of the call log. */
export type Ask =
  | 'set'
  | 'begin_migration'
  | 'enter_cutover'
  | 'complete_migration'
  | 'abort_migration'
  | 'state'
  | 'resolve'
  | 'admit_write'
