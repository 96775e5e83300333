import type { Ask, Caller } from './caller.ts'

/** One call that a controller or proxy made to the store; `outcome` is ok or the error code that the caller saw. */
export type CallRow = {
  readonly seq: number
  readonly op: Ask
  readonly partition: string
  readonly caller: string
  readonly outcome: string
}

/** The log of calls to the store, numbered from 1. */
export interface Calls {
  note(op: Ask, partition: string, caller: Caller, outcome: string): void
  since(seq: number): CallRow[]
}

export function createCalls(): Calls {
  const rows: CallRow[] = []
  return {
    note: (op, partition, caller, outcome) => {
      rows.push({ seq: rows.length + 1, op, partition, caller: `${caller.role}:${caller.number}`, outcome })
    },
    since: (seq) => rows.slice(seq),
  }
}
