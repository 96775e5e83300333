import type { AnyChart } from '../chart/chart.ts'
import type { World } from '../model/world.ts'

/** Numbers that bound an exploration: how many partitions, writes, changes, ticks. `Infinity` is no bound. */
export type Bounds = { readonly [name: string]: number }
export type Charts = { readonly [name: string]: AnyChart }

/** One thing that can happen. */
export interface SystemEvent {
  readonly name: string
  /** Returns false, and changes nothing, where it cannot happen in the present state. */
  readonly run: () => boolean
  /** Weakly fair: not for ever enabled and never taken. */
  readonly fair?: true
  /** Happens finitely often, as faults do: liveness speaks of runs in which no more of them come. */
  readonly finite?: true
}

export interface Invariant {
  readonly id: string
  readonly text: string
  readonly holds: () => boolean
}

/** Whenever `when` holds, `eventually` holds then or later, on every fair run. */
export interface LeadsTo {
  readonly id: string
  readonly text: string
  readonly when: () => boolean
  readonly eventually: () => boolean
}

export interface SystemBody {
  readonly events: readonly SystemEvent[]
  readonly invariants: readonly Invariant[]
  readonly leadsTo?: readonly LeadsTo[]
  /** States in which nothing more need happen. */
  readonly done?: () => boolean
}

/** A seeded fault of the model: other bounds or another chart, with which the named property must fail. */
export interface Falsifier<C extends Charts = Charts, B extends Bounds = Bounds> {
  readonly breaks: string
  readonly explain: string
  readonly bounds?: Partial<B>
  readonly charts?: Partial<C>
}

/** Role charts composed with channels, faults and ghost variables, under stated bounds. */
export interface System<C extends Charts = Charts, B extends Bounds = Bounds> {
  readonly id: string
  readonly explain: string
  readonly bounds: B
  readonly charts: C
  /** Declares roles and ghosts in the world. */
  build(world: World, bounds: B, charts: C): SystemBody
  readonly falsifiers: readonly Falsifier<C, B>[]
}

/** Declares a system; bounds and charts are typed by what is given. */
export function system<C extends Charts, B extends Bounds>(definition: System<C, B>): System<C, B> {
  return definition
}
