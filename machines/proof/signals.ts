import type { AnyChart, Output, Row } from '../chart/chart.ts'
import { payloadsOf } from '../chart/values.ts'
import type { Role, World } from '../model/world.ts'
import type { Invariant, SystemBody } from './system.ts'

/** What one signal made of a role: its leaf and context before and after, and what it said. */
export interface Signal {
  readonly event: string
  readonly payload: Row
  readonly from: string
  readonly to: string
  readonly before: Row
  readonly after: Row
  readonly outputs: readonly Output[]
}

/** A property of every single step of a role. */
export interface StepProperty {
  readonly id: string
  readonly text: string
  readonly holds: (signal: Signal) => boolean
}

/** One role alone and every signal to it at any moment, with every payload: doubled, late and stray ones among them. */
export function signalsBody(
  world: World,
  chart: AnyChart,
  parameters: Row,
  properties: readonly StepProperty[],
): SystemBody {
  const role = world.role(chart.id, chart as never, parameters as never) as unknown as Role<Row, Row>
  const bit = { min: 0, max: 1 }
  const broken = world.ghosts('broken promise', Object.fromEntries(properties.map(({ id }) => [id, bit])))
  const events = Object.keys(chart.events).flatMap((event) =>
    payloadsOf(chart, event).map((payload) => ({
      name: [event, ...Object.values(payload)].join(' '),
      run: () => {
        const from = role.state
        const before = { ...role.context }
        const outputs = role.send(event, payload)
        const signal: Signal = { event, payload, from, to: role.state, before, after: { ...role.context }, outputs }
        for (const { id, holds } of properties) if (!holds(signal)) broken[id] = 1
        return true
      },
    })),
  )
  const invariants = properties.map(({ id, text }): Invariant => ({ id, text, holds: () => broken[id] === 0 }))
  return { events, invariants, done: () => true }
}

/** Whether the step left state and context as they were. */
export function unchanged({ from, to, before, after }: Signal): boolean {
  return from === to && Object.entries(before).every(([field, value]) => after[field] === value)
}
