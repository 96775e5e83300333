import { filled } from '../../../spec/net/fill.ts'
import type { Fed } from '../../../spec/net/reassembly.ts'
import { type Handlers, ok, refused } from './answer.ts'
import { bytesOf, digestOf } from './codec.ts'
import type { Parts } from './parts.ts'

/** A reassembler by itself, with a clock of its own. */
export function reassemblyOperations(parts: Parts): Handlers {
  const { reassembly } = parts
  const reassembler = reassembly.create()
  let now = 0
  return {
    'reasm.feed': ({ origin, sequence, index, total, bytes }) => {
      const fed = reassembly.feed(reassembler, { origin, sequence, index, total, bytes: bytesOf(bytes) }, now)
      if (fed.refused === undefined) return ok(done(fed))
      const { code, ...numbers } = fed.refused
      return refused(code, 'the chunk has no place here; see spec/net/README.md', numbers)
    },
    'reasm.feed_run': ({ origin, sequence, first, count, total, length, seed }) => {
      for (let at = 0; at < count; at++) {
        const index = (first + at) >>> 0
        const bytes = filled(length, seed + index)
        const fed = reassembly.feed(reassembler, { origin, sequence, index, total, bytes }, now)
        if (fed.refused !== undefined) return ok({ fed: at, refused: fed.refused.code })
        if (fed.snapshot !== undefined && at === count - 1) return ok({ fed: count, ...done(fed) })
      }
      return ok({ fed: count })
    },
    'reasm.cancel': ({ origin }) => {
      reassembly.cancel(reassembler, origin)
      return ok()
    },
    'reasm.sweep': ({ age_ms }) => ok({ dropped: reassembly.sweep(reassembler, now, age_ms) }),
    'reasm.advance': ({ ms }) => {
      now += ms
      return ok()
    },
    'reasm.pending': () => ok({ pending: reassembler.pending }),
  }
}

function done({ snapshot }: Fed): object {
  return snapshot === undefined ? {} : { done: digestOf(snapshot) }
}
