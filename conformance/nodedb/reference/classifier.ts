import type { Parts } from './parts.ts'
import { type Delta, lastId, type Stream } from './stream.ts'

export type Kind = 'zero' | 'exhausted' | 'withheld' | 'behind' | 'ahead' | 'first' | 'damaged' | 'expected'

/** What a delta is to its stream. */
export interface Classifier {
  kind(stream: Stream, delta: Delta): Kind
  behind(stream: Stream, id: bigint): boolean
  ahead(stream: Stream, id: bigint): boolean
  /** Whether a first delta is taken as the beginning of its stream (NDB-074). */
  begins(stream: Stream, delta: Delta): boolean
}

export function createClassifier(parts: Parts): Classifier {
  return {
    kind: (stream, delta) => {
      const { classifier, checksum } = parts
      if (delta.id === 0n) return 'zero'
      if (stream.phase === 'rebuilding') return 'withheld'
      if (stream.next > lastId) return 'exhausted'
      if (classifier.behind(stream, delta.id)) return 'behind'
      if (classifier.ahead(stream, delta.id)) return classifier.begins(stream, delta) ? 'first' : 'ahead'
      return checksum.good(delta) ? 'expected' : 'damaged'
    },
    behind: ({ next }, id) => id < next,
    ahead: ({ next }, id) => id > next,
    begins: ({ phase }, delta) =>
      phase === 'fresh' && parts.settings.baseline() === 'adopt' && delta.id < lastId && parts.checksum.good(delta),
  }
}
