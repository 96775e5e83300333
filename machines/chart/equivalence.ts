import { isDeepStrictEqual } from 'node:util'
import type { AnyChart, Chart, Row } from './chart.ts'
import type { Reading } from './confirm.ts'
import { Reducer } from './reducer.ts'
import { combinations, payloadsOf } from './values.ts'
import { XStateStepper } from './xstate.ts'

/** A step that the compiled chart and XState read differently. */
export interface Disagreement {
  readonly leaf: string
  readonly context: Row
  readonly event: string
  readonly payload: Row
  readonly compiled: Reading | undefined
  readonly xstate: Reading
}

export interface Equivalence {
  /** Steps compared. */
  readonly steps: number
  /** The first difference, if any. */
  readonly difference?: Disagreement
}

/**
 * Compares the compiled chart with XState's reading of the same configuration: every leaf, every context of the declared
 * domains whether reachable or not, every event, every payload, with symbols clipped to two.
 */
export function compareWithXState(chart: AnyChart): Equivalence {
  const reducer = new Reducer(chart as unknown as Chart)
  const stepper = new XStateStepper(chart as unknown as Chart)
  const events = reducer.eventTypes.map((event) => ({ event, payloads: payloadsOf(chart, event) }))
  let steps = 0
  for (const [leaf, name] of reducer.leafNames.entries()) {
    for (const context of combinations(chart.context)) {
      const before = stepper.at(name, context)
      for (const [column, { event, payloads }] of events.entries()) {
        for (const payload of payloads) {
          steps++
          const at = { leaf, context: { ...context } }
          const fired = reducer.fire(at, column, payload)
          const compiled = fired && {
            leaf: reducer.leafNames[at.leaf] as string,
            context: at.context,
            outputs: fired.outputs,
          }
          const xstate = stepper.from(before, event, payload)
          if (!sameReading(compiled, xstate)) {
            return { steps, difference: { leaf: name, context, event, payload, compiled, xstate } }
          }
        }
      }
    }
  }
  return { steps }
}

/** XState leaves a position alone that no candidate admits; the compiled chart says so. */
function sameReading(compiled: Reading | undefined, xstate: Reading): boolean {
  return (
    compiled !== undefined &&
    compiled.leaf === xstate.leaf &&
    (compiled.outputs.length + xstate.outputs.length === 0 || isDeepStrictEqual(compiled.outputs, xstate.outputs)) &&
    sameRow(compiled.context, xstate.context)
  )
}

function sameRow(one: Row, other: Row): boolean {
  const fields = Object.keys(one)
  return fields.length === Object.keys(other).length && fields.every((field) => one[field] === other[field])
}
