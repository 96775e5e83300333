import type { Chart } from './chart.ts'
import type { World } from './world.ts'

/** Numbers that bound an exploration: how many partitions, writes, changes, ticks. */
export type Bounds = { readonly [name: string]: number }
export type Charts = { readonly [name: string]: Chart<never, never> }

/** One thing that can happen. `run` returns false where it cannot happen in the present state. */
export interface SystemEvent {
  readonly name: string
  readonly run: () => boolean
  /** Weakly fair: not for ever enabled and never taken. Liveness holds under the fairness of these events. */
  readonly fair?: true
}

export interface Invariant {
  readonly id: string
  readonly text: string
  readonly holds: () => boolean
}

/** Whenever `when` holds, `then` holds some time later, on every fair run. */
export interface LeadsTo {
  readonly id: string
  readonly text: string
  readonly when: () => boolean
  readonly then: () => boolean
}

export interface SystemBody {
  readonly events: readonly SystemEvent[]
  readonly invariants: readonly Invariant[]
  readonly leadsTo?: readonly LeadsTo[]
  /** States in which nothing more need happen. */
  readonly done?: () => boolean
}

/** A seeded fault of the model: other bounds or another chart, with which the named property must fail. */
export interface Falsifier {
  readonly breaks: string
  readonly explain: string
  readonly bounds?: Bounds
  readonly charts?: Charts
}

/** Role charts composed with channels, faults and ghost variables, under stated bounds. */
export interface System {
  readonly id: string
  readonly explain: string
  readonly bounds: Bounds
  readonly charts: Charts
  readonly build: (world: World, bounds: Bounds, charts: Charts) => SystemBody
  readonly falsifiers: readonly Falsifier[]
}
