import type { AnyChart, Output } from '../../chart/chart.ts'
import { payloadsOf } from '../../chart/values.ts'
import type { Role, World } from '../../model/world.ts'
import type { SystemBody } from '../../proof/system.ts'

type Row = { readonly [field: string]: number }

/** What one signal made of a role. */
export interface Step {
  readonly event: string
  readonly payload: Row
  readonly from: string
  readonly to: string
  readonly before: Row
  readonly outputs: readonly Output[]
}

/** What holds of every single step of a role. */
export interface Rule {
  readonly id: string
  readonly text: string
  readonly holds: (step: Step) => boolean
}

/** A role alone: any signal at any moment with any content, doubled, late and stray ones among them. */
export function alone(world: World, chart: AnyChart, settings: Row, rules: readonly Rule[]): SystemBody {
  const role = world.role('role', chart as never, settings as never) as unknown as Role<Row, Row>
  const bit = { min: 0, max: 1 }
  const broken = world.ghosts('broken rule', Object.fromEntries(rules.map(({ id }) => [id, bit])))
  const signal = (event: string, payload: Row) => (): boolean => {
    const from = role.state
    const before = { ...role.context }
    const outputs = role.send(event, payload)
    const step: Step = { event, payload, from, to: role.state, before, outputs }
    for (const { id, holds } of rules) if (!holds(step)) broken[id] = 1
    return true
  }
  return {
    events: Object.keys(chart.events).flatMap((event) =>
      payloadsOf(chart, event).map((payload) => ({
        name: [event, ...Object.values(payload)].join(' '),
        run: signal(event, payload),
      })),
    ),
    invariants: rules.map(({ id, text }) => ({ id, text, holds: () => broken[id] === 0 })),
    done: () => true,
  }
}
