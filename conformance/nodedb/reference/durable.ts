import type { Parts } from './parts.ts'
import type { Outcome, Stream } from './stream.ts'

/** What survives a crash of the receiver, and what its start finds. */
export interface Durable {
  restart(outcome: Outcome): void
  /** One stream after a crash: state and next are kept (NDB-060). */
  recover(stream: Stream, outcome: Outcome): void
  /** The store is whole; `next` is the lowest id that is not applied. */
  clean(stream: Stream, next: bigint): void
  /** The store is damaged, for one collection or, with the stream of none, for all of the peer (NDB-048). */
  corrupt(stream: Stream, outcome: Outcome): void
}

export function createDurable(parts: Parts): Durable {
  return {
    restart: (outcome) => {
      parts.streams.touch(false)
      for (const stream of parts.streams.all()) parts.durable.recover(stream, outcome)
    },
    recover: (stream, outcome) => {
      stream.held.clear()
      stream.bad = 0
      const { phase } = stream
      if (phase === 'rebuilding') {
        if (stream.need !== undefined) parts.needs.ask(stream, outcome)
      } else if (phase === 'gapped' && parts.choices.asksAfterRestart()) parts.needs.ask(stream, outcome)
      else {
        stream.phase = phase === 'fresh' ? 'fresh' : 'live'
        stream.until = 0n
        stream.need = undefined
      }
    },
    clean: (stream, next) => {
      stream.phase = 'live'
      stream.lost = false
      stream.next = next
      stream.until = 0n
      stream.bad = 0
      stream.need = undefined
    },
    corrupt: (stream, outcome) => {
      if (stream.collection === '') {
        parts.streams.damage(stream.peer)
        for (const other of parts.streams.all())
          if (other.peer === stream.peer && other !== stream) parts.streams.forget(other)
      }
      stream.lost = true
      if (stream.phase !== 'rebuilding' || stream.need === undefined) parts.needs.rebuild(stream, outcome)
    },
  }
}
