import type { AnyChart, Output } from '../../chart/chart.ts'
import { combinations } from '../../chart/values.ts'
import type { Role, World } from '../../model/world.ts'
import type { Invariant, SystemBody } from '../../proof/system.ts'

type Row = { readonly [field: string]: number }
type AnyRole = Role<Row, Row>

/** What happened in one step, for a property that speaks of a single one. */
export interface Signal {
  readonly role: AnyRole
  readonly event: string
  readonly payload: Row
  readonly outputs: readonly Output[]
  /** State and context before it. */
  readonly state: string
  readonly before: Row
}

/** A property of every step. */
export interface StepProperty {
  readonly id: string
  readonly text: string
  readonly holds: (signal: Signal) => boolean
}

/** One role and every signal to it at any moment, with every payload: doubled, late and stray ones among them. */
export function signalsBody(
  world: World,
  chart: AnyChart,
  parameters: Row,
  properties: readonly StepProperty[],
): SystemBody {
  const role = world.role(chart.id, chart as never, parameters as never) as unknown as AnyRole
  const bit = { min: 0, max: 1 }
  const broken = world.ghosts('broken promise', Object.fromEntries(properties.map(({ id }) => [id, bit])))
  const events = Object.keys(chart.events).flatMap((event) =>
    [...combinations(chart.payload, chart.events[event] ?? [])].map((payload) => ({
      name: `${event} ${Object.values(payload).join(' ')}`.trim(),
      run: () => {
        const state = role.state
        const before = { ...role.context }
        const outputs = role.send(event, payload)
        for (const { id, holds } of properties)
          if (!holds({ role, event, payload, outputs, state, before })) broken[id] = 1
        return true
      },
    })),
  )
  const invariants = properties.map(({ id, text }): Invariant => ({ id, text, holds: () => broken[id] === 0 }))
  return { events, invariants, done: () => true }
}

/** Whether the step left state and context as they were. */
export function unchanged({ role, state, before }: Signal): boolean {
  return role.state === state && Object.entries(before).every(([field, value]) => role.context[field] === value)
}
