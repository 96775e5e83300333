import type { JsonObject } from '../../../spec/json.ts'
import { upstreamFailed } from './failure.ts'
import { failureOf, stamp } from './operation.ts'
import type { Parts } from './parts.ts'
import { targetOf } from './placement.ts'
import type { Write } from './requests.ts'
import type { Steps } from './steps.ts'

/** Single writes: resolve, gate, send, with the two points in between where a driver may stop them. */
export interface Writer {
  run(write: Write, stop: 'resolved' | 'gated' | undefined): Steps<void>
  /** Goes on with a paused write. */
  resume(write: Write, stop: 'gated' | undefined): Steps<void>
  /** Where the write stands: done, paused or held. */
  progress(write: Write): JsonObject
}

export function createWriter(parts: Parts): Writer {
  return {
    *run(write, stop) {
      const { operation } = write
      stamp(operation, yield* parts.resolver.resolve(operation.instance, operation.partition))
      if (operation.end !== undefined) return
      write.paused = 'resolved'
      if (stop !== 'resolved') yield* parts.writer.resume(write, stop)
    },
    *resume(write, stop) {
      const { operation } = write
      if (write.paused === 'resolved') {
        yield* parts.dispatch.gate(operation)
        write.paused = operation.end === undefined ? 'gated' : undefined
        if (stop === 'gated') return
      }
      write.paused = undefined
      parts.dispatch.send(operation)
    },
    progress: ({ operation, paused }) => {
      const { route, end, sentTo, opId, attempts, waits } = operation
      const epoch = route === undefined ? undefined : parts.answers.number(route.epoch)
      if (end === undefined && route !== undefined && epoch !== undefined) {
        const where = { target: targetOf(route.placement), epoch }
        return paused === undefined ? { held: where } : { paused, ...where, phase: route.phase }
      }
      const ended = end ?? upstreamFailed
      const done: JsonObject = { http_status: ended.status, ...failureOf(ended) }
      if (sentTo !== undefined) done.target = sentTo
      if (epoch !== undefined) done.epoch = epoch
      if (opId !== undefined) done.op_id = opId
      return { done: { ...done, attempts, waits_ns: waits.map(parts.answers.number) } }
    },
  }
}
