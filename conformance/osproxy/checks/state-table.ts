import { isDeepStrictEqual } from 'node:util'
import type { Setting } from '../../../machines/model/model.ts'
import type { JsonObject } from '../../../spec/json.ts'

/** Where a partition lives, as it is on the wire. */
export type Placement = JsonObject

export type State =
  | { readonly state: 'active'; readonly placement: Placement }
  | {
      readonly state: 'migrating'
      readonly from: Placement
      readonly to: Placement
      readonly phase: 'draining' | 'cutover'
    }

/** State and epoch of one instant; epochs are canonical decimal strings. */
export interface Entry {
  readonly state: State
  readonly epoch: string
}

export type ChangeKind = 'set' | 'begin_migration' | 'enter_cutover' | 'complete_migration' | 'abort_migration'

/** A request to change one partition. */
export interface Change {
  readonly kind: ChangeKind
  readonly partition: string
  /** The placement of a set, the destination of a begin. */
  readonly placement: Placement | undefined
  /** Epoch for which it was decided. */
  readonly expect: string | undefined
  /** The controller that asks, or undefined for the driver itself. */
  readonly controller: number | undefined
}

/** What an implementation declares where the specification leaves the choice. */
export interface Choices {
  readonly cancels: boolean
  readonly refusesSame: boolean
}

export function choicesOf(setting: Setting): Choices {
  return {
    cancels: setting.parameters.set_during_migration === 'cancel',
    refusesSame: setting.parameters.same_placement === 'refuse',
  }
}

const changes: ReadonlyMap<string, ChangeKind> = new Map(
  (['set', 'begin_migration', 'enter_cutover', 'complete_migration', 'abort_migration'] as const).flatMap((kind) => [
    [`store.${kind}`, kind],
    [`ctl.${kind}`, kind],
  ]),
)

/** The change that a call asks for, or undefined for any other call. */
export function changeOf(op: string, params: JsonObject): Change | undefined {
  const kind = changes.get(op)
  if (kind === undefined) return undefined
  return {
    kind,
    partition: params.partition as string,
    placement: (params.placement ?? params.to) as Placement | undefined,
    expect: params.expect_epoch as string | undefined,
    controller: op.startsWith('ctl.') ? ((params.controller as number | undefined) ?? 0) : undefined,
  }
}

/**
 * What a change makes of an entry by the state table of spec/osproxy/README.md: the new state, or the code of the refusal.
 * Written by hand from the table, so that monitors and histories have a second opinion beside the charts.
 */
export function outcomeOf(entry: Entry | undefined, change: Change, choices: Choices): State | string {
  const { kind, placement, expect } = change
  if (kind === 'set') {
    if (entry?.state.state === 'migrating' && !choices.cancels) return 'already_migrating'
    return { state: 'active', placement: placement as Placement }
  }
  if (entry === undefined) return 'unknown_partition'
  if (expect !== undefined && expect !== entry.epoch) return 'stale_epoch'
  const { state } = entry
  if (kind === 'begin_migration') {
    if (state.state === 'migrating') return 'already_migrating'
    if (choices.refusesSame && same(state.placement, placement)) return 'same_placement'
    return { state: 'migrating', from: state.placement, to: placement as Placement, phase: 'draining' }
  }
  if (state.state === 'active') return 'not_migrating'
  if (kind === 'abort_migration') return { state: 'active', placement: state.from }
  if (kind === 'enter_cutover') return state.phase === 'draining' ? { ...state, phase: 'cutover' } : 'not_draining'
  return state.phase === 'cutover' ? { state: 'active', placement: state.to } : 'not_cutover'
}

/** Where reads of a partition in this state go. */
export function readPlacement(state: State): Placement {
  return state.state === 'active' ? state.placement : state.from
}

/** Where its writes go, or undefined in cutover. */
export function writePlacement(state: State): Placement | undefined {
  return inCutover(state) ? undefined : readPlacement(state)
}

export function inCutover(state: State): boolean {
  return state.state === 'migrating' && state.phase === 'cutover'
}

export function labelOf(state: State): string {
  return state.state === 'active' ? 'settled' : state.phase
}

/** Structural equality: order counts in arrays, not among members. */
export function same(one: unknown, other: unknown): boolean {
  return one === other || isDeepStrictEqual(one, other)
}

/** Whether a target is the placement: the index of a dedicated cluster is the one that the client named. */
export function isAt(target: JsonObject, placement: Placement): boolean {
  return target.cluster === placement.cluster && (placement.index === undefined || target.index === placement.index)
}

/** Whether one canonical decimal string stands for a larger number than the other. */
export function larger(one: string, other: string): boolean {
  return one.length === other.length ? one > other : one.length > other.length
}

const refusals: ReadonlySet<string> = new Set([
  'unknown_partition',
  'already_migrating',
  'not_migrating',
  'not_draining',
  'not_cutover',
  'same_placement',
  'stale_epoch',
  'epoch_exhausted',
])

/** Whether the code is the store's definite refusal of a change. */
export function isRefusal(code: string | undefined): boolean {
  return code !== undefined && refusals.has(code)
}
