import type { Reply } from '../../../spec/adapter.ts'
import type { JsonObject } from '../../../spec/json.ts'
import type { Parts } from './parts.ts'
import { targetOf } from './placement.ts'
import type { Resolution } from './resolver.ts'
import type { Steps } from './steps.ts'

/** Reads: resolved like writes and never gated (OSP-094). */
export interface Reader {
  read(instance: number, partition: string | undefined): Steps<Reply>
  /** A multi-get or multi-search: each partition is resolved once, each item answered by itself. */
  readMany(instance: number, partitions: readonly (string | undefined)[]): Steps<Reply>
  /** The answer for one item of a multi-read (OSP-101). */
  item(resolution: Resolution): JsonObject
}

export function createReader(parts: Parts): Reader {
  return {
    *read(instance, partition) {
      const { route, failure, attempts, waits } = yield* parts.resolver.resolve(instance, partition)
      const effort = { attempts, waits_ns: waits.map(parts.answers.number) }
      if (failure !== undefined) {
        const { code, status, retryable } = failure
        return { error: { code, retryable, http_status: status, ...effort } }
      }
      const { placement, epoch, phase } = route
      return { ok: { target: targetOf(placement), epoch: parts.answers.number(epoch), phase, ...effort } }
    },
    *readMany(instance, partitions) {
      const known = new Map<string | undefined, Resolution>()
      const items: JsonObject[] = []
      for (const partition of partitions) {
        const resolution = known.get(partition) ?? (yield* parts.resolver.resolve(instance, partition))
        known.set(partition, resolution)
        items.push(parts.reader.item(resolution))
      }
      const all = [...known.values()]
      return {
        ok: {
          http_status: 200,
          items,
          attempts: all.reduce((sum, { attempts }) => sum + attempts, 0),
          waits_ns: all.flatMap(({ waits }) => waits.map(parts.answers.number)),
        },
      }
    },
    item: ({ route, failure }) => {
      if (failure === undefined) return { target: targetOf(route.placement), epoch: parts.answers.number(route.epoch) }
      return { status: failure.status, code: failure.code, retryable: failure.retryable }
    },
  }
}
