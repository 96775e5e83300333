import { type AnyStateMachine, transition } from 'xstate'
import type { AnyChart, Output, Row } from './chart.ts'
import { leafName, stateValue, toXState } from './xstate.ts'

/** What became of an instance of a chart, and what it said. */
export interface Reading {
  readonly leaf: string
  readonly context: Row
  readonly outputs: readonly Output[]
}

const machines = new WeakMap<AnyChart, AnyStateMachine>()

/** One step as XState's own interpreter takes it: the judge of last resort, some hundred times slower than the compiled chart. */
export function confirmStep(chart: AnyChart, leaf: string, context: Row, event: string, payload: Row): Reading {
  let machine = machines.get(chart)
  if (machine === undefined) {
    machine = toXState(chart as never)
    machines.set(chart, machine)
  }
  const before = machine.resolveState({ value: stateValue(leaf), context } as never)
  const [after, effects] = transition(machine, before as never, { ...payload, type: event } as never)
  return {
    leaf: leafName((after as { value: unknown }).value),
    context: (after as { context: Row }).context,
    outputs: effects.flatMap(({ type, params = {}, info }): Output[] => {
      const says = chart.outputs[type]
      if (says === undefined) return []
      const values = says(info.context as never, info.event as never, params as never)
      return [{ type, params: params as Output['params'], values }]
    }),
  }
}
