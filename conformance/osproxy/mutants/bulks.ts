import type { Mutant } from '../../kit/mutation/mutant.ts'
import { placementMissing, staleEpoch, upstreamFailed } from '../reference/failure.ts'
import type { Operation } from '../reference/operation.ts'
import type { Parts } from '../reference/parts.ts'
import { targetOf } from '../reference/placement.ts'

/** Bulk requests that are stamped, gated or answered wrongly. */
export const bulksMutants: readonly Mutant<Parts, 'bulks'>[] = [
  {
    id: 'osproxy/bulk-deadline-starts-at-send',
    violates: 'OSP-069',
    explain:
      'The deadline of a bulk item starts when it is sent, so that the last items outlive the barrier. Seen in the field.',
    part: 'bulks',
    apply: (bulks, parts) => ({
      send: (bulk, items) => {
        for (const item of items) item.gatedAt = parts.clock.elapsed()
        bulks.send(bulk, items)
      },
    }),
  },
  {
    id: 'osproxy/held-bulk-item-is-answered-503',
    violates: 'OSP-088',
    explain: 'A held item of a bulk has status 503.',
    part: 'bulks',
    apply: (bulks) => ({
      item: (operation) => {
        const row = bulks.item(operation)
        return row.code === 'stale_epoch' ? { ...row, status: 503 } : row
      },
    }),
  },
  {
    id: 'osproxy/bulk-items-skip-the-gate',
    violates: 'OSP-091',
    explain: 'The operations of a bulk are sent without asking the gate. Seen in the field.',
    part: 'bulks',
    apply: (_, parts) => ({
      *gate(items) {
        yield 'next'
        for (const item of items) item.gatedAt = parts.clock.elapsed()
      },
    }),
  },
  {
    id: 'osproxy/held-item-fails-the-whole-bulk',
    violates: 'OSP-092',
    explain: 'One held item holds the whole group of its bulk. Seen in the field in a port of the protocol.',
    part: 'bulks',
    apply: (bulks) => ({
      *gate(items) {
        yield* bulks.gate(items)
        if (items.some(({ end }) => end === staleEpoch)) for (const item of items) item.end ??= staleEpoch
      },
      groups: (bulk) => [bulks.groups(bulk).flat()],
    }),
  },
  {
    id: 'osproxy/bulk-answers-come-in-order-of-dispatch',
    violates: 'OSP-092',
    explain: 'The answers of a bulk are sorted: those that were sent first.',
    part: 'bulks',
    apply: (bulks) => ({
      progress: (bulk) => {
        const ready = bulk.items.filter((item) => bulk.sent.includes(item))
        const rest = bulk.items.filter((item) => !bulk.sent.includes(item))
        return bulks.progress({ ...bulk, items: [...ready, ...rest] })
      },
    }),
  },
  {
    id: 'osproxy/held-items-are-no-errors',
    violates: 'OSP-092',
    explain: 'A bulk whose only failures are held items says errors false.',
    part: 'bulks',
    apply: (bulks) => ({
      progress: (bulk) => {
        const progress = bulks.progress(bulk)
        const failed = bulk.items.some(({ end }) => end?.code !== undefined && end !== staleEpoch)
        if (typeof progress.done !== 'object' || progress.done === null || Array.isArray(progress.done)) return progress
        return { done: { ...progress.done, errors: failed } }
      },
    }),
  },
  {
    id: 'osproxy/overflowing-group-is-dropped',
    violates: 'OSP-092',
    explain: 'What does not fit into the first group of a target is never sent.',
    part: 'bulks',
    apply: (bulks) => ({
      groups: (bulk) => {
        const targets = new Set<string>()
        return bulks.groups(bulk).filter(([first]) => {
          const target = JSON.stringify(first?.route === undefined ? undefined : targetOf(first.route.placement))
          return !targets.has(target) && targets.add(target)
        })
      },
    }),
  },
  {
    id: 'osproxy/bulk-is-gated-when-prepared',
    violates: 'OSP-093',
    explain: 'Bulk items are gated when they are prepared.',
    part: 'bulks',
    apply: (bulks) => ({
      *prepare(bulk) {
        yield* bulks.prepare(bulk)
        yield* bulks.gate(bulk.items)
      },
      *gate() {
        yield 'next'
      },
    }),
  },
  {
    id: 'osproxy/bulk-goes-to-the-target-of-its-first-item',
    violates: 'OSP-096',
    explain: 'All items of a bulk are sent to the target of the first one.',
    part: 'bulks',
    apply: (bulks) => ({
      send: (bulk, items) => {
        const placement = bulk.items[0]?.route?.placement
        for (const item of items) {
          if (item.route !== undefined && placement !== undefined) item.route = { ...item.route, placement }
        }
        bulks.send(bulk, items)
      },
    }),
  },
  {
    id: 'osproxy/bulk-item-outage-is-called-missing',
    violates: 'OSP-101',
    explain: 'A bulk item whose store read failed is answered as if it had no placement. Seen in the field.',
    part: 'bulks',
    apply: (bulks) => ({
      item: (operation) => {
        const outage = operation.end?.code === 'placement_backend_unavailable' && operation.route === undefined
        return bulks.item(outage ? { ...operation, end: placementMissing } : operation)
      },
    }),
  },
  {
    id: 'osproxy/failed-item-fails-its-neighbours',
    violates: 'OSP-121',
    explain: 'When one item of a bulk fails upstream, all that were sent with it are answered as failed.',
    part: 'bulks',
    apply: (bulks) => ({
      progress: (bulk) => {
        const failed = bulk.sent.some(({ end }) => end?.code === 'upstream_failed')
        if (failed && bulk.sent.every(({ end }) => end !== undefined))
          for (const item of bulk.sent) item.end = upstreamFailed
        return bulks.progress(bulk)
      },
    }),
  },
  {
    id: 'osproxy/items-behind-a-slow-one-are-not-sent',
    violates: 'OSP-121',
    explain: 'The items of a group are sent until one is not answered at once; the others fail with it.',
    part: 'bulks',
    apply: (bulks) => ({
      send: (bulk, items) => {
        bulks.send(bulk, items.slice(0, 1))
        for (const [at, item] of items.entries()) {
          if (at === 0 || item.end !== undefined) continue
          if (items[at - 1]?.sentTo !== undefined && items[at - 1]?.end === undefined) {
            for (const later of items.slice(at)) later.end ??= upstreamFailed
            return
          }
          bulks.send(bulk, [item])
        }
      },
    }),
  },
  {
    id: 'osproxy/bulk-has-room-for-sixteen-partitions',
    violates: 'OSP-092',
    explain: 'A bulk resolves sixteen partitions; items of further ones are told that theirs has no placement.',
    part: 'bulks',
    apply: (bulks) => ({
      *prepare(bulk) {
        yield* bulks.prepare(bulk)
        const known = [...new Set(bulk.items.map(({ partition }) => partition))].slice(0, 16)
        for (const item of bulk.items) {
          if (known.includes(item.partition)) continue
          item.route = undefined
          item.end = placementMissing
        }
      },
    }),
  },
  {
    id: 'osproxy/bulk-is-resolved-once-for-a-place',
    violates: 'OSP-086',
    explain: 'Partitions of a bulk that live at the same place share the stamp of the first of them.',
    part: 'bulks',
    apply: (bulks) => ({
      *prepare(bulk) {
        yield* bulks.prepare(bulk)
        const first = new Map<string, Operation['route']>()
        for (const item of bulk.items) {
          if (item.route === undefined) continue
          const place = JSON.stringify(item.route.placement)
          item.route = first.get(place) ?? item.route
          first.set(place, item.route)
        }
      },
    }),
  },
  {
    id: 'osproxy/bulks-end-after-500-items',
    violates: 'OSP-121',
    explain: 'Of the items of a bulk five hundred are sent.',
    part: 'bulks',
    apply: (bulks) => ({
      groups: (bulk) => bulks.groups({ ...bulk, items: bulk.items.slice(0, 500) }),
    }),
  },
]
