import type { JsonObject } from '../../../spec/json.ts'
import { upstreamFailed } from './failure.ts'
import { failureOf, type Operation, stamp } from './operation.ts'
import type { Parts } from './parts.ts'
import { targetOf } from './placement.ts'
import type { Bulk } from './requests.ts'
import type { Resolution } from './resolver.ts'
import type { Steps } from './steps.ts'

/** Most operations that are gated and sent together. */
const groupSize = 256

/** Bulk requests: stamped once per partition, gated item by item when their group is dispatched (OSP-092, OSP-093). */
export interface Bulks {
  run(bulk: Bulk, stop: 'prepared' | 'gated' | undefined): Steps<void>
  resume(bulk: Bulk, stop: 'gated' | undefined): Steps<void>
  prepare(bulk: Bulk): Steps<void>
  /** What is dispatched together: items of one target, at most 256, in the order of the request. */
  groups(bulk: Bulk): readonly (readonly Operation[])[]
  gate(items: readonly Operation[]): Steps<void>
  send(bulk: Bulk, items: readonly Operation[]): void
  /** Where the bulk stands: done, paused or held. */
  progress(bulk: Bulk): JsonObject
  /** The answer for one item. */
  item(operation: Operation): JsonObject
}

export function createBulks(parts: Parts): Bulks {
  return {
    *run(bulk, stop) {
      yield* parts.bulks.prepare(bulk)
      bulk.paused = 'prepared'
      if (stop !== 'prepared') yield* parts.bulks.resume(bulk, stop)
    },
    *resume(bulk, stop) {
      const groups = parts.bulks.groups(bulk)
      if (stop === 'gated') {
        for (const group of groups) yield* parts.bulks.gate(group)
        bulk.paused = 'gated'
        return
      }
      const gated = bulk.paused === 'gated'
      bulk.paused = undefined
      for (const group of groups) {
        if (!gated) yield* parts.bulks.gate(group)
        parts.bulks.send(bulk, group)
      }
    },
    *prepare(bulk) {
      const known = new Map<string | undefined, Resolution>()
      for (const item of bulk.items) {
        const resolution = known.get(item.partition) ?? (yield* parts.resolver.resolve(item.instance, item.partition))
        known.set(item.partition, resolution)
        stamp(item, resolution)
      }
    },
    groups: ({ items }) => {
      const open = new Map<string, Operation[]>()
      const groups: Operation[][] = []
      for (const item of items) {
        if (item.route === undefined) continue
        const target = JSON.stringify(targetOf(item.route.placement))
        let group = open.get(target)
        if (group === undefined || group.length === groupSize) {
          group = []
          open.set(target, group)
          groups.push(group)
        }
        group.push(item)
      }
      return groups
    },
    *gate(items) {
      for (const item of items) yield* parts.dispatch.gate(item)
    },
    send: (bulk, items) => {
      for (const item of items) {
        if (item.end !== undefined) continue
        parts.dispatch.send(item)
        bulk.sent.push(item)
      }
    },
    progress: (bulk) => {
      if (bulk.paused !== undefined) return { paused: bulk.paused }
      const held = bulk.sent.filter(({ end }) => end === undefined).map(({ writeId }) => writeId)
      if (held.length > 0) return { held }
      const errors = bulk.items.some(({ end }) => end?.code !== undefined)
      return { done: { http_status: 200, errors, items: bulk.items.map(parts.bulks.item) } }
    },
    item: ({ writeId, end = upstreamFailed }) => ({ write_id: writeId, status: end.status, ...failureOf(end) }),
  }
}
