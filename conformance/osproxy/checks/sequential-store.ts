import type { SequentialSpecification } from '../../kit/judging/linearizability.ts'
import type { LaneCall } from './lanes.ts'
import {
  type Choices,
  type Entry,
  inCutover,
  isAt,
  labelOf,
  larger,
  outcomeOf,
  type Placement,
  readPlacement,
  type State,
  same,
} from './state-table.ts'

/** The entry of one partition, or that it has none. */
export type Held = Entry | 'absent'

/** One partition of the store as an object that serves one call at a time, by the state table of spec/osproxy/README.md. */
export function sequentialStore(initial: Held, choices: Choices): SequentialSpecification<Held, LaneCall> {
  return {
    initial,
    apply: (held, call) =>
      call.change === undefined ? (agrees(held, call) ? [held] : []) : changed(held, call, choices),
    key: (held) => (held === 'absent' ? held : `${held.epoch} ${JSON.stringify(held.state)}`),
  }
}

function changed(held: Held, { change, ok, error }: LaneCall, choices: Choices): readonly Held[] {
  if (change === undefined) return []
  const entry = held === 'absent' ? undefined : held
  // What a controller answers before it asks the store says nothing of the entry.
  if (error?.code === 'barrier_pending') return [held]
  const after = outcomeOf(entry, change, choices)
  if (typeof after === 'string') return error?.code === after ? [held] : []
  if (ok === undefined) return []
  const epoch = ok.epoch as string
  return entry === undefined || larger(epoch, entry.epoch) ? [{ state: after, epoch }] : []
}

/** Whether a query can be answered so at this moment. */
function agrees(held: Held, { op, params, ok, error }: LaneCall): boolean {
  if (op === 'store.admit_write') {
    const admits = held !== 'absent' && !inCutover(held.state) && params.epoch === held.epoch
    return ok?.admission === (admits ? 'admit' : 'reject')
  }
  if (op === 'proxy.read') {
    if (held === 'absent') return error?.code === 'placement_missing'
    return ok !== undefined && ok.epoch === held.epoch && isAt(ok.target as Placement, readPlacement(held.state))
  }
  if (op === 'store.state' || op === 'ctl.state') {
    if (held === 'absent') return ok?.found === false
    return ok?.epoch === held.epoch && same(ok.state as unknown as State, held.state)
  }
  if (op === 'store.resolve') {
    if (held === 'absent') return ok?.found === false
    const fits = ok?.epoch === held.epoch && ok.phase === labelOf(held.state)
    return fits && same(ok.placement, readPlacement(held.state))
  }
  return true
}
