import type { JsonObject } from '../../../spec/json.ts'
import { natural } from '../../chart/chart.ts'
import type { Input } from '../../model/model.ts'
import { Anything, type Expectation, type Pattern } from '../../model/pattern.ts'
import type { WriteContext } from '../charts/write.ts'
import type { OsproxyModel } from './model.ts'

/** What one step may make the clusters apply, at the most. */
const recentCommits = 8
const symbol = { ...natural, symbol: true } as const
const anyIndex = new Anything(false, () => 'documents')

/** Where a write or a read goes. */
export function targetOf(model: OsproxyModel, number: number): { readonly [member: string]: Pattern } {
  const placement = model.placements.placementOf(number)
  return {
    cluster: placement.cluster as string,
    index: placement.index === undefined ? anyIndex : (placement.index as string),
  }
}

/** What the clusters have applied: how much, and in full what the last step made them apply. */
export class UpstreamLog {
  readonly #log: { count: number; fresh: number }
  readonly #recent: { id: number; at: number; target: number; stamp: number }[]

  constructor(readonly model: OsproxyModel) {
    this.#log = model.world.ghosts('upstream', { count: natural, fresh: natural })
    this.#recent = Array.from({ length: recentCommits }, (_, at) =>
      model.world.ghosts(`commit${at}`, { id: natural, at: natural, target: natural, stamp: symbol }),
    )
  }

  /** Another step begins. */
  turn(): void {
    this.#log.fresh = 0
  }

  add(id: number, { partition, target, stamp }: WriteContext): void {
    const place = this.#recent[this.#log.fresh % recentCommits]
    if (place !== undefined) Object.assign(place, { id, at: partition, target, stamp })
    this.#log.fresh++
    this.#log.count++
  }

  /** The query that shows what the last step made the clusters apply. */
  query(): Input {
    return { op: 'upstream.log', params: { since: this.#log.count - this.#log.fresh } }
  }

  commits(params: JsonObject): Expectation {
    const since = (params.since as number | undefined) ?? 0
    if (since !== this.#log.count - this.#log.fresh) return { any: true }
    const commits = this.#recent.slice(0, this.#log.fresh).map(
      ({ id, at, target, stamp }, nth): Pattern => ({
        seq: new Anything(false, () => since + nth + 1),
        at_ns: `${this.model.now}`,
        write_id: `w${id}`,
        partition: this.model.palette.partitions[at] as string,
        ...targetOf(this.model, target),
        epoch: this.model.epoch(stamp, at),
      }),
    )
    return { ok: { commits } }
  }
}
