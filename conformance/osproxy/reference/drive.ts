import type { Call, Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Parts } from './parts.ts'
import { createParts, createReference } from './reference.ts'

/** Calls an operation that answers at once. */
export type Ask = (call: Call) => Reply

/** Opens a case on a fresh implementation for a test; `alter` may give its parts other methods. */
export function drive(configuration: JsonObject = {}, alter: (parts: Parts) => void = () => {}): Ask {
  const implementation = createReference((given) => {
    const parts = createParts(given)
    alter(parts)
    return parts
  })
  const ask: Ask = ({ op, params }) => {
    const reply = implementation.request(op, params)
    if (reply instanceof Promise) throw new Error(`${op}: expected an answer at once, got a promise`)
    return reply
  }
  const opened = ask({ op: 'reset', params: configuration })
  if (opened.ok === undefined) throw new Error(`reset: expected ok, got ${JSON.stringify(opened)}`)
  return ask
}
